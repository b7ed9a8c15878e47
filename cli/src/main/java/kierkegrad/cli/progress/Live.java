package kierkegrad.cli.progress;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;

/// One line of a terminal, written over ten times a second at most.
final class Live implements Progress {
  private static final long PAUSE = 100_000_000;

  /// Back to the first column, and away with what stands there.
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter err;
  private final Bar bar;
  private final long began = System.nanoTime();
  private long drawn = began - PAUSE;
  private Optional<Position> last = Optional.empty();

  Live(Terminal terminal, PrintWriter err) {
    this.bar = new Bar(terminal);
    this.err = err;
  }

  @Override
  public void start(String work, Map<String, ?> facts) {}

  @Override
  public synchronized void at(Position position) {
    last = Optional.of(position);
    if (System.nanoTime() - drawn >= PAUSE) {
      draw();
    }
  }

  @Override
  public void finished(Position position, Map<String, ?> values) {
    at(position);
  }

  private void draw() {
    drawn = System.nanoTime();
    last.ifPresent(position -> err.print(CLEAR + bar.line(position, (drawn - began) / 1e9)));
    err.flush();
  }

  @Override
  public synchronized void note(String text) {
    err.print(last.isPresent() ? CLEAR : "");
    err.println(text);
    draw();
  }

  @Override
  public void end(Map<String, ?> result) {
    close();
  }

  @Override
  public synchronized void close() {
    if (last.isPresent()) {
      draw();
      err.println();
      err.flush();
      last = Optional.empty();
    }
  }
}
