package kierkegrad.report.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A page: one HTML file that needs no other.
///
/// ```java
/// new Page("Training of iris")
///     .subtitle("100 epochs in 0.7 s")
///     .add(new Section("loss", "Loss", new Chart("loss-chart", "Loss by epoch", option, 320, table)))
///     .add(Tex.display("y = \\sigma(x)", "y = σ(x)"))
///     .data("steps", steps)                                // JSON
///     .style(Resources.text(Mine.class, "mine.css"))
///     .script(Resources.text(Mine.class, "mine.js"))       // kierkegrad.data("steps")
///     .write(Path.of("report.html"));
/// ```
///
/// Its policy (Content-Security-Policy) lets the browser load nothing and run the page's own
/// scripts only, so handlers are added by script, never by an attribute such as `onclick`. What
/// scripts may use: `kierkegrad.data(id)`, `kierkegrad.formula(element, tex, display)`,
/// `kierkegrad.chart(element, option)` and `kierkegrad.colour(name)`.
public final class Page {
  private final String title;
  private String language = "en";
  private String subtitle = "";
  private boolean wide;
  private final List<Part> parts = new ArrayList<>();
  private final Map<String, Object> data = new LinkedHashMap<>();
  private final Set<Library> libraries = EnumSet.noneOf(Library.class);
  private final List<String> styles = new ArrayList<>();
  private final List<String> scripts = new ArrayList<>();

  /// An empty page in English.
  public Page(String title) {
    this.title = title;
  }

  /// The language of its words, such as `pt`.
  public Page language(String tag) {
    this.language = tag;
    return this;
  }

  /// The line under the title.
  public Page subtitle(String text) {
    this.subtitle = text;
    return this;
  }

  /// Takes the whole width of the window, for large pictures, and not only that of text.
  public Page wide() {
    this.wide = true;
    return this;
  }

  /// Puts a part below the others.
  public Page add(Part part) {
    parts.add(part);
    libraries.addAll(part.needs());
    return this;
  }

  /// Carries a library that only the page's own script uses.
  public Page use(Library library) {
    libraries.add(library);
    return this;
  }

  /// Embeds an object as JSON, in `<script type="application/json" id="…">`.
  public Page data(String id, Object object) {
    data.put(id, object);
    return this;
  }

  /// Adds CSS after the page's own.
  public Page style(String css) {
    styles.add(inElement(css, "</style"));
    return this;
  }

  /// Adds JavaScript, which runs when the page's parts are there.
  public Page script(String javaScript) {
    scripts.add(inElement(javaScript, "</script"));
    return this;
  }

  private static String inElement(String code, String end) {
    if (code.contains(end) || code.contains("<!--")) {
      throw new IllegalArgumentException("code of a page must not contain " + end + " or <!--");
    }
    return code;
  }

  /// Writes the page.
  public void write(Path file) throws IOException {
    Files.writeString(file, html());
  }

  /// The whole file.
  public String html() {
    List<String> code = new ArrayList<>();
    libraries.forEach(library -> code.add(library.script()));
    code.add(Resources.text(Page.class, "page.js"));
    code.addAll(scripts);
    StringBuilder html = new StringBuilder();
    html.append("<!doctype html>\n");
    libraries.forEach(library -> html.append("<!-- ").append(library.notice()).append(" -->\n"));
    html.append(head(code));
    html.append(wide ? "<body class=\"wide\">\n" : "<body>\n");
    html.append(
        "<header>\n<p class=\"brand\">Kierkegrad</p>\n<h1>%s</h1>\n".formatted(Html.text(title)));
    if (!subtitle.isEmpty()) {
      html.append("<p class=\"subtitle\">%s</p>\n".formatted(Html.text(subtitle)));
    }
    html.append("</header>\n<main>\n");
    parts.forEach(part -> html.append(part.html()));
    html.append("</main>\n");
    data.forEach((id, object) -> html.append(Html.data(id, object)));
    code.forEach(script -> html.append("<script>").append(script).append("</script>\n"));
    return html.append("</body>\n</html>\n").toString();
  }

  private String head(List<String> code) {
    StringBuilder style = new StringBuilder();
    libraries.forEach(library -> style.append(library.style()).append('\n'));
    style.append(Resources.text(Page.class, "page.css"));
    styles.forEach(style::append);
    return """
    <html lang="%s">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="%s">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="generator" content="Kierkegrad">
    <title>%s</title>
    <style>
    """
            .formatted(Html.text(language), policy(code), Html.text(title))
        + style
        + "\n</style>\n</head>\n";
  }

  /// Styles stand in attributes too, where ECharts writes its tooltips; scripts are listed one by
  /// one.
  private static String policy(List<String> code) {
    return "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:;"
        + " base-uri 'none'; form-action 'none'; script-src "
        + code.stream().map(Page::hash).collect(Collectors.joining(" "));
  }

  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
