package kierkegrad.report.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kierkegrad.explain.Explanation;
import kierkegrad.report.explain.PageData.Graph;
import kierkegrad.report.page.Html;
import kierkegrad.report.page.Library;
import kierkegrad.report.page.Page;
import kierkegrad.report.page.Part;
import kierkegrad.report.page.Resources;

/// A page that shows an explanation step by step.
///
/// ```java
/// Explanation e = Explain.step(model, loss, optimizer, batch);
/// ExplainPage.of(e).language(Language.PT).page().write(Path.of("explain.html"));
/// ```
///
/// Left is the forward graph, right the gradient graph, node beside node; ◀ and ▶ step through the
/// forward pass, the backward pass and the updates.
public final class ExplainPage {
  static final List<String> SCRIPTS =
      List.of(
          "numbers.js",
          "matrix.js",
          "heat.js",
          "graph.js",
          "parts.js",
          "detail.js",
          "steps.js",
          "explain.js");

  private final Tensors tensors = new Tensors();
  private final List<Graph> graphs = new ArrayList<>();
  private final String title;
  private Language language = Language.EN;
  private Optional<Row> row = Optional.empty();
  private Optional<String> start = Optional.empty();

  private ExplainPage(String title) {
    this.title = title;
  }

  /// One step of training, or a function and its gradient.
  public static ExplainPage of(Explanation explanation) {
    ExplainPage page = new ExplainPage("");
    page.graphs.add(new Collector(page.tensors).graph("", explanation, Layout.NARROW));
    return page;
  }

  /// A function and its derivatives, graph beside graph.
  ///
  /// @param name the function's, such as `tanh`
  /// @param derivatives what [kierkegrad.explain.Explain#derivatives] gives
  public static ExplainPage derivatives(String name, List<Explanation> derivatives) {
    ExplainPage page = new ExplainPage("y = " + name + "(x)");
    Collector collector = new Collector(page.tensors);
    for (int order = 0; order < derivatives.size(); order++) {
      page.graphs.add(collector.graph(derivative(order), derivatives.get(order), Layout.BROAD));
    }
    return page;
  }

  private static String derivative(int order) {
    return switch (order) {
      case 0 -> "y";
      case 1 -> "dy/dx";
      default -> "d" + raised(order) + "y/dx" + raised(order);
    };
  }

  private static String raised(int number) {
    return Integer.toString(number)
        .chars()
        .mapToObj(digit -> String.valueOf("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0')))
        .collect(Collectors.joining());
  }

  /// The language of the page's own words; English unless said otherwise.
  public ExplainPage language(Language language) {
    this.language = language;
    return this;
  }

  /// What is known about the row.
  public ExplainPage row(Row row) {
    this.row = Optional.of(row);
    return this;
  }

  /// The node that is shown first, by its own name; otherwise it is the first one.
  public ExplainPage start(String node) {
    this.start = Optional.of(node);
    return this;
  }

  /// All that the page will know.
  public PageData data() {
    return new PageData(tensors.all(), List.copyOf(graphs), row, start);
  }

  /// The page.
  public Page page() {
    SortedMap<String, String> words = language.words();
    String heading = title.isEmpty() ? words.getOrDefault("title", "") : title;
    Page page =
        new Page(heading)
            .language(language.tag())
            .wide()
            .use(Library.KATEX)
            .add(Part.html(skeleton(words)))
            .data("explanation", data())
            .data("words", words)
            .style(Resources.text(ExplainPage.class, "explain.css"));
    row.ifPresent(r -> page.subtitle(subtitle(words, r)));
    return page.script(
        Stream.of(SCRIPTS.toArray(String[]::new))
            .map(name -> Resources.text(ExplainPage.class, name))
            .collect(Collectors.joining("\n", "'use strict';\n(() => {\n", "})();\n")));
  }

  private static String subtitle(Map<String, String> words, Row row) {
    return words
        .getOrDefault("subtitle", "")
        .replace("{data}", row.data())
        .replace("{row}", Integer.toString(row.number()));
  }

  /// The page's frame; in `{…}` stand words.
  private static String skeleton(Map<String, String> words) {
    String html = Resources.text(ExplainPage.class, "explain.html");
    for (Map.Entry<String, String> word : words.entrySet()) {
      html = html.replace("{" + word.getKey() + "}", Html.text(word.getValue()));
    }
    return html;
  }
}
