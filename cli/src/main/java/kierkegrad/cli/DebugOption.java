package kierkegrad.cli;

import picocli.CommandLine.Option;

/// The option that shows where an error came from; [Errors] reads it.
final class DebugOption {
  @Option(names = "--debug", description = "With an error, shows where it happened.")
  private boolean debug;

  @Override
  public String toString() {
    return debug ? "--debug" : "";
  }
}
