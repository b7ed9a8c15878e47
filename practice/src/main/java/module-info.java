/// From data to a trusted model: settings with sensible defaults, runs, and what helps when
/// training goes wrong.
@org.jspecify.annotations.NullMarked
module kierkegrad.practice {
  requires static org.jspecify;
  requires transitive kierkegrad;
  requires transitive kierkegrad.formats;
  requires tools.jackson.databind;
  requires tools.jackson.dataformat.yaml;

  exports kierkegrad.practice.advice;
  exports kierkegrad.practice.data;
  exports kierkegrad.practice.doctor.symptom;
  exports kierkegrad.practice.doctor;
  exports kierkegrad.practice.folds;
  exports kierkegrad.practice.importance;
  exports kierkegrad.practice.lint;
  exports kierkegrad.practice.network;
  exports kierkegrad.practice.parallel;
  exports kierkegrad.practice.range;
  exports kierkegrad.practice.run;
  exports kierkegrad.practice.score;
  exports kierkegrad.practice.settings;
  exports kierkegrad.practice.tricks;
  exports kierkegrad.practice.tune;

  opens kierkegrad.practice.data to
      tools.jackson.databind;
  opens kierkegrad.practice.run to
      tools.jackson.databind;
}
