package kierkegrad.cli.progress;

import java.util.Map;

/// Shows nothing.
record Silence() implements Progress {
  @Override
  public void start(String work, Map<String, ?> facts) {}

  @Override
  public void at(Position position) {}

  @Override
  public void finished(Position position, Map<String, ?> values) {}

  @Override
  public void note(String text) {}

  @Override
  public void end(Map<String, ?> result) {}

  @Override
  public void close() {}
}
