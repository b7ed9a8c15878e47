package kierkegrad.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/// The option that limits the threads.
final class ThreadsOption {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "How many threads compute (default: all of the machine); never changes a result.")
  private Optional<Integer> threads = Optional.empty();

  /// Takes effect; to be called before the first computation.
  void apply() {
    threads.ifPresent(count -> {
      if (count < 1) {
        throw CommandException.usage("--threads " + count + ": must be 1 or more");
      }
      System.setProperty("kierkegrad.threads", Integer.toString(count));
    });
  }
}
