package kierkegrad.cli.progress;

import java.io.PrintWriter;
import java.util.Map;

/// Is told what long work does, and shows it. May be told by several threads at once.
///
/// ```java
/// try (Progress progress = options.progress(command)) {
///   progress.start("tune", Map.of("trials", 30));
///   for (int trial = 1; trial <= 30; trial++) {
///     progress.finished(Position.of("trial", trial, 30, "accuracy 0.9512"), Map.of("accuracy", 0.9512));
///   }
///   progress.end(Map.of("best_accuracy", 0.9634));
/// }
/// ```
public interface Progress extends AutoCloseable {
  /// One line of a terminal that is written over.
  static Progress live(Terminal terminal, PrintWriter err) {
    return new Live(terminal, err);
  }

  /// The first finished piece and up to twenty more, a line each.
  static Progress lines(PrintWriter err) {
    return new Lines(err);
  }

  /// One JSON object per line for all that happens, but [#at].
  static Progress events(PrintWriter out) {
    return new Events(out);
  }

  /// Nothing.
  static Progress silence() {
    return new Silence();
  }

  /// Work begins.
  ///
  /// @param work the command's name, such as `train`
  /// @param facts what a program that reads along may want to know
  void start(String work, Map<String, ?> facts);

  /// The work has got so far. Cheap, so it may be told often.
  void at(Position position);

  /// A piece of the work is finished.
  ///
  /// @param position which piece, and what people want to know of it
  /// @param values what programs want to know of it
  void finished(Position position, Map<String, ?> values);

  /// Something worth a line of its own, which stays on the terminal.
  void note(String text);

  /// All is over, and this is the result.
  void end(Map<String, ?> result);

  /// Leaves the terminal's line as it is, so that other output can follow.
  @Override
  void close();
}
