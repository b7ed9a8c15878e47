/// Readers and writers of file formats.
@org.jspecify.annotations.NullMarked
module kierkegrad.formats {
  requires static org.jspecify;
  requires transitive kierkegrad;
  requires de.siegmar.fastcsv;
  requires tools.jackson.databind;

  exports kierkegrad.formats.safetensors;
}
