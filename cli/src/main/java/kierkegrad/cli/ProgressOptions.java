package kierkegrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import kierkegrad.cli.progress.Progress;
import kierkegrad.cli.progress.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// The options that say how a command shows where it is and what comes out; shared by all that take
/// a while.
final class ProgressOptions {
  private static final Path STANDARD_OUTPUT = Path.of("-");

  @Option(
      names = "--json",
      paramLabel = "FILE",
      arity = "0..1",
      fallbackValue = "-",
      description =
          "Writes the result as one flat JSON object. Without FILE (then at the end of the command"
              + " line, or as --json=-), writes JSON lines to standard output as it works: start,"
              + " every finished piece, end; all else goes to standard error.")
  private Optional<Path> json = Optional.empty();

  @Option(names = "--quiet", description = "Shows the result only, without progress.")
  private boolean quiet;

  boolean quiet() {
    return quiet;
  }

  /// Whether standard output is for JSON lines.
  private boolean events() {
    return json.equals(Optional.of(STANDARD_OUTPUT));
  }

  /// Whether somebody wants the result as JSON.
  boolean wantsJson() {
    return json.isPresent();
  }

  /// Finds out before the work whether the result can be written.
  void check() {
    json.filter(file -> !events()).ifPresent(Outputs::check);
  }

  /// Where text for people goes.
  PrintWriter out(CommandLine command) {
    return events() ? command.getErr() : command.getOut();
  }

  /// What shows the progress of a command, in the way that the user and the terminal want.
  Progress progress(CommandLine command) {
    Terminal terminal = Terminal.current();
    if (events()) {
      return Progress.events(command.getOut());
    }
    if (quiet) {
      return Progress.silence();
    }
    return terminal.isInteractive()
        ? Progress.live(terminal, command.getErr())
        : Progress.lines(command.getErr());
  }

  /// Writes a result of work without progress, if somebody wants it as JSON.
  void write(CommandLine command, Map<String, Object> result) throws IOException {
    if (events()) {
      command.getOut().println(JsonMapper.shared().writeValueAsString(result));
    } else if (json.isPresent()) {
      Report.write(json.get(), result);
    }
  }

  /// Ends the progress with the result, and writes that to the file if there is one.
  void end(Progress progress, Map<String, Object> result) throws IOException {
    progress.end(result);
    if (json.isPresent() && !events()) {
      Report.write(json.get(), result);
    }
  }
}
