package kierkegrad.report.page;

import tools.jackson.databind.json.JsonMapper;

/// Escapes what goes into HTML.
public final class Html {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Html() {}

  /// Plain text as HTML, within an element or a quoted attribute.
  public static String text(String plain) {
    return plain
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /// An object as JSON that may stand inside `<script>`: no text in it can end the element. Numbers
  /// have all their digits; NaN and infinities become strings.
  public static String json(Object data) {
    return JSON.writeValueAsString(data)
        .replace("<", "\\u003c")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  /// An element with JSON, which a page's script reads with `kierkegrad.data(id)`.
  static String data(String id, Object data) {
    return "<script type=\"application/json\" id=\"%s\">%s</script>\n"
        .formatted(text(id), json(data));
  }
}
