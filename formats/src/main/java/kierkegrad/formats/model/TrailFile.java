package kierkegrad.formats.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import kierkegrad.formats.DataException;
import kierkegrad.formats.safetensors.Safetensors;
import kierkegrad.landscape.Trail;
import kierkegrad.tensor.Tensor;

/// The way of a training as a safetensors file: every parameter's values `[snapshots, …]` under its
/// name, and `steps`, after how many updates each snapshot was taken.
public final class TrailFile {
  /// Its usual name, beside the model.
  public static final String NAME = "path.safetensors";

  private static final String STEPS = "steps";

  private TrailFile() {}

  /// Writes a file; it appears whole or not at all.
  ///
  /// @throws DataException if it cannot be written
  public static void save(Trail trail, Path file) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(STEPS, trail.steps());
    tensors.putAll(trail.values());
    new Safetensors(tensors, Map.of("format", "pt")).save(file);
  }

  /// Reads a file.
  ///
  /// @throws DataException if it cannot be read, or is none that [#save] has written
  public static Trail load(Path file) {
    SequencedMap<String, Tensor> values = new LinkedHashMap<>(Safetensors.load(file).tensors());
    Tensor steps = values.remove(STEPS);
    try {
      if (steps == null) {
        throw new IllegalArgumentException("it has no " + STEPS);
      }
      return new Trail(steps, values);
    } catch (IllegalArgumentException e) {
      throw new DataException(
          "%s is not the path of a training: %s; make it again with train --checkpoints"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
