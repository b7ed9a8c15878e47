package kierkegrad.cli;

/// An error with a message for the user and the exit code that goes with it.
public final class CommandException extends RuntimeException {
  private final int exitCode;

  private CommandException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /// The command line or the data is wrong: exit code 2.
  public static CommandException usage(String message) {
    return new CommandException(2, message);
  }

  /// Something else went wrong: exit code 1.
  public static CommandException failure(String message) {
    return new CommandException(1, message);
  }

  int exitCode() {
    return exitCode;
  }
}
