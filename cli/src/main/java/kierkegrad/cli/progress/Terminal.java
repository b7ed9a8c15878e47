package kierkegrad.cli.progress;

import java.util.Optional;

/// What standard error is able to show.
///
/// @param columns its width; 0 if it is no terminal
/// @param unicode whether it shows more than ASCII
/// @param color whether it shows colours, and the user wants them
public record Terminal(int columns, boolean unicode, boolean color) {
  /// The terminal of this process. Its width comes from the script that starts Java, because a
  /// library would ask the terminal, and take Ctrl-C away from Java.
  public static Terminal current() {
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    int columns = dumb ? 0 : Integer.getInteger("kierkegrad.columns", 0);
    return new Terminal(
        columns,
        System.getProperty("stderr.encoding", "").startsWith("UTF"),
        columns > 0 && Optional.ofNullable(System.getenv("NO_COLOR")).orElse("").isEmpty());
  }

  /// Whether a line can be written over.
  public boolean isInteractive() {
    return columns > 0;
  }

  /// A text in bold, if there are colours.
  public String bold(String text) {
    return color ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  /// A text in a colour, if there are colours.
  ///
  /// @param code of the colour: 31 red, 33 yellow, 36 cyan
  public String colored(int code, String text) {
    return color ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
