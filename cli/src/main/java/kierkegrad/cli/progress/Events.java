package kierkegrad.cli.progress;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// One JSON object per line: `start`, one for every finished piece, `note`, `end`.
final class Events implements Progress {
  private final PrintWriter out;

  Events(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void start(String work, Map<String, ?> facts) {
    Map<String, Object> event = new LinkedHashMap<>(Map.of("command", work));
    event.putAll(facts);
    write("start", event);
  }

  @Override
  public void at(Position position) {}

  @Override
  public void finished(Position position, Map<String, ?> values) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put(position.unit(), position.number());
    event.put("of", position.total());
    event.putAll(values);
    write(position.unit(), event);
  }

  @Override
  public void note(String text) {
    write("note", Map.of("text", text));
  }

  @Override
  public void end(Map<String, ?> result) {
    write("end", result);
  }

  private synchronized void write(String name, Map<String, ?> values) {
    Map<String, Object> event = new LinkedHashMap<>(Map.of("event", name));
    event.putAll(values);
    out.println(JsonMapper.shared().writeValueAsString(event));
    out.flush();
  }

  @Override
  public void close() {}
}
