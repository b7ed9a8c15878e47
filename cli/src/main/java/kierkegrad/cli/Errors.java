package kierkegrad.cli;

import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import kierkegrad.formats.DataException;
import kierkegrad.formats.table.EditDistance;
import kierkegrad.practice.settings.SettingException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The one place where an error becomes one line on standard error and an exit code.
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final String NO_FONTS =
      "Java finds no fonts to draw with; on Debian run 'apt install fontconfig fonts-dejavu-core'";

  @Override
  public int handleParseException(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    boolean top = command.getParent() == null;
    String help = top ? "kierkegrad help" : "kierkegrad help " + command.getCommandName();
    print(command.getErr(), message(error) + suggestion(error) + " (see: " + help + ")");
    return 2;
  }

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
    if (command.getParseResult().hasMatchedOption("--debug")) {
      error.printStackTrace(command.getErr());
    }
    print(command.getErr(), message(error));
    return exitCode(error);
  }

  /// Handles what picocli passes through, such as too little memory, or a Java without fonts.
  int handleMachineError(Error error, PrintWriter err) {
    String cause = String.valueOf(error);
    if (error instanceof OutOfMemoryError) {
      print(
          err,
          "out of memory; use a smaller --batch or --net, or more of it: KIERKEGRAD_JAVA_OPTS=-Xmx4g");
    } else if (cause.contains("Fontconfig") || cause.contains("font")) {
      print(err, NO_FONTS);
    } else {
      print(err, "unexpected " + cause);
    }
    return 1;
  }

  private static void print(PrintWriter err, String message) {
    err.println("kierkegrad: " + message.replaceAll("\\s*\\R\\s*", "; "));
    err.flush();
  }

  private static int exitCode(Throwable error) {
    return switch (error) {
      case CommandException e -> e.exitCode();
      case DataException _, SettingException _, FileSystemException _ -> 2;
      default -> 1;
    };
  }

  private static String message(Throwable error) {
    return switch (error) {
      case NoSuchFileException e -> e.getFile() + ": no such file";
      case AccessDeniedException e -> e.getFile() + ": permission denied";
      case RuntimeException e when String.valueOf(e.getMessage()).contains("Fontconfig") ->
          NO_FONTS;
      case FileSystemException e when e.getReason() != null -> e.getFile() + ": " + e.getReason();
      default ->
          Optional.ofNullable(error.getMessage())
              .orElse("unexpected " + error.getClass().getSimpleName() + "; --debug shows where");
    };
  }

  /// The nearest option or command for one that does not exist.
  private static String suggestion(ParameterException error) {
    if (error instanceof UnmatchedArgumentException unmatched) {
      CommandLine command = unmatched.getCommandLine();
      if (command.getParent() == null && !unmatched.isUnknownOption()) {
        List<String> names = List.copyOf(command.getSubcommands().keySet());
        return "; did you mean "
            + EditDistance.nearest(unmatched.getUnmatched().getFirst(), names)
            + "?";
      }
      List<String> near = unmatched.getSuggestions();
      if (!near.isEmpty()) {
        return "; did you mean " + near.getFirst() + "?";
      }
    }
    return "";
  }
}
