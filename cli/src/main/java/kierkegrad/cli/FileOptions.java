package kierkegrad.cli;

import java.nio.file.Path;
import java.util.Optional;
import kierkegrad.practice.run.Checkpointing;
import kierkegrad.practice.run.RunFolder;
import picocli.CommandLine.Option;

/// The options that say where the results go.
final class FileOptions {
  private static final Path RUNS = Path.of("runs");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The folder of the run: model, settings, metrics, checkpoints, report (default: the next"
              + " free runs/DATA-N). A finished run in it is replaced.")
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
          "Checks the set-up first and watches the training, and tells errors and warnings in a line"
              + " each (default: it does); see lint and doctor.")
  boolean lint = true;

  @Option(names = "--strict", description = "Does not train if that finds errors.")
  boolean strict;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      description =
          "Saves the state of the training, for --resume, after every N epochs (such as 5) or N"
              + " seconds (such as 30s). Default: after every epoch, but not within 3 seconds, and"
              + " within a long epoch every 60 seconds.")
  private Optional<String> every = Optional.empty();

  /// How often the state of the training is saved.
  Checkpointing checkpointing() {
    return every.map(Checkpointing::read).orElse(Checkpointing.USUAL);
  }

  /// Finds out before the work whether the results can be written.
  void check() {
    Outputs.folder(out.orElse(RUNS));
    trace.ifPresent(Outputs::check);
    checkpointing();
  }

  /// The folder of the user's choice, or a new one.
  RunFolder folder(String data) {
    return out.map(RunFolder::new).orElseGet(() -> RunFolder.next(RUNS, data));
  }
}
