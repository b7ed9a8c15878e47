package kierkegrad.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The entry point of the command line.
@Command(
    name = "kierkegrad",
    mixinStandardHelpOptions = true,
    version = "kierkegrad 0.1.0-SNAPSHOT",
    description = "Trains and runs neural networks.")
public final class Main implements Callable<Integer> {
  @Override
  public Integer call() {
    CommandLine.usage(this, System.out);
    return 0;
  }

  /// Runs the command line and exits with its status.
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
