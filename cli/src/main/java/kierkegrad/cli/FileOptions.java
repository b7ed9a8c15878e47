package kierkegrad.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options that say where the results go.
final class FileOptions {
  private static final Path RUNS = Path.of("runs");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder for model.safetensors (default: the next free runs/DATA-N).")
  Optional<Path> out = Optional.empty();

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description =
          "Writes every step of the last layer's biases as CSV, with all digits:"
              + " probabilities p, loss, and each bias b before, its gradient g"
              + " (p − 1 for the true class, else p) and b − lr·g after."
              + " Needs --batch 1, and numbers are f64.")
  Optional<Path> trace = Optional.empty();

  @Option(
      names = "--report",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Writes report.html, a page with curves, layers and mistakes, beside the model"
              + " (default: it does).")
  boolean report = true;

  @Option(
      names = "--checkpoints",
      description =
          "Keeps the weights along the training, at most 65 times, in path.safetensors beside the"
              + " model; for surface --path.")
  boolean checkpoints;

  @Option(
      names = "--lint",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Checks the set-up first, and tells errors and warnings in a line each (default: it does);"
              + " see lint.")
  boolean lint = true;

  @Option(names = "--strict", description = "Does not train if that finds errors.")
  boolean strict;

  /// Finds out before the work whether the results can be written.
  void check() {
    Outputs.folder(out.orElse(RUNS));
    trace.ifPresent(Outputs::check);
  }

  /// The model's file in the folder of the user's choice, or in a new one.
  Path model(String data) throws IOException {
    Path folder = out.isPresent() ? out.get() : newFolder(data);
    return folder.resolve(Models.FILE);
  }

  private static Path newFolder(String data) throws IOException {
    for (int number = 1; ; number++) {
      Path folder = RUNS.resolve(data + "-" + number);
      if (!Files.exists(folder)) {
        return Files.createDirectories(folder);
      }
    }
  }
}
