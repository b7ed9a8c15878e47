package kierkegrad.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import kierkegrad.formats.model.TrainedModel;

/// Where models are kept.
final class Models {
  /// The name of the file in a run's folder.
  static final String FILE = "model.safetensors";

  private Models() {}

  /// Reads a model.
  ///
  /// @param path the file or its folder
  static TrainedModel load(Path path) {
    return TrainedModel.load(Files.isDirectory(path) ? path.resolve(FILE) : path);
  }

  /// A file beside a model.
  ///
  /// @param path the model's file or its folder
  static Path beside(Path path, String name) {
    return Files.isDirectory(path) ? path.resolve(name) : path.resolveSibling(name);
  }
}
