/// Readers and writers of files: tables (CSV), images (IDX), safetensors, trained models and
/// trainings.
@org.jspecify.annotations.NullMarked
module kierkegrad.formats {
  requires static org.jspecify;
  requires transitive kierkegrad;
  requires de.siegmar.fastcsv;
  requires com.fasterxml.jackson.annotation;
  requires tools.jackson.databind;

  exports kierkegrad.formats;
  exports kierkegrad.formats.checkpoint;
  exports kierkegrad.formats.image;
  exports kierkegrad.formats.model;
  exports kierkegrad.formats.safetensors;
  exports kierkegrad.formats.table;
  exports kierkegrad.formats.tensorboard;

  opens kierkegrad.formats.checkpoint to
      tools.jackson.databind;
}
