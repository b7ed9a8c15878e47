/set mode kierkegrad normal -quiet
/set truncation kierkegrad 100000
/set format kierkegrad result '{value}  // {name}{post}' added,modified,replaced-ok-primary
/set prompt kierkegrad '> ' '  '
/set mode -retain kierkegrad
/set feedback -retain kierkegrad
/exit
