package kierkegrad.cli.progress;

import java.io.PrintWriter;
import java.util.Map;

/// The first piece and up to twenty more, a line each, for files and pipes.
final class Lines implements Progress {
  private static final int MOST = 20;

  private final PrintWriter err;

  Lines(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void start(String work, Map<String, ?> facts) {}

  @Override
  public void at(Position position) {}

  @Override
  public synchronized void finished(Position p, Map<String, ?> values) {
    long every = Math.ceilDiv(p.total(), MOST);
    if (p.number() == 1 || p.number() == p.total() || p.number() % every == 0) {
      StringBuilder line = new StringBuilder(p.head());
      p.facts().forEach(fact -> line.append("  ").append(fact));
      p.speeds().forEach(speed -> line.append("  ").append(speed));
      note(line.toString());
    }
  }

  @Override
  public synchronized void note(String text) {
    err.println(text);
    err.flush();
  }

  @Override
  public void end(Map<String, ?> result) {}

  @Override
  public void close() {}
}
