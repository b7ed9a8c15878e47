package kierkegrad.report.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kierkegrad.explain.LayerGraph;
import kierkegrad.explain.Summary;
import kierkegrad.report.page.Facts;
import kierkegrad.report.page.Page;
import kierkegrad.report.page.Part;
import kierkegrad.report.page.Section;
import kierkegrad.report.page.Table;

/// The page of a model: its graphs and its layers.
public final class ModelPage {
  private static final String OPENING =
      "<p>A stacked box is a whole layer: click on it, or press <kbd>Enter</kbd>, to open it;"
          + " <kbd>Esc</kbd> leads back to what is around it.</p>\n";

  private ModelPage() {}

  /// The page.
  ///
  /// @param title such as the model's file
  /// @param gradient the graph of the gradients, if it is to be seen as well
  public static Page of(
      String title, LayerGraph forward, Optional<LayerGraph> gradient, Summary summary) {
    Page page =
        new Page(title)
            .subtitle("for an input of " + summary.input())
            .wide()
            .style(GraphPage.style())
            .script(GraphPage.script())
            .add(facts(forward, gradient, summary))
            .add(
                section("forward", "Forward", forward, List.of("input", "parameter", "operation")));
    gradient.ifPresent(g ->
        page.add(
            section(
                "gradient",
                "Forward and gradient",
                g,
                List.of("input", "parameter", "operation", "gradient"))));
    return page.add(new Section("layers", "Layers", table(summary)));
  }

  private static Facts facts(LayerGraph forward, Optional<LayerGraph> gradient, Summary summary) {
    LinkedHashMap<String, String> facts = new LinkedHashMap<>();
    facts.put("parameters", number(summary.parameters()));
    facts.put("FLOPs of a forward pass", number(summary.flops()));
    facts.put("nodes of the forward graph", number(forward.graph().nodes().size()));
    gradient.ifPresent(g -> facts.put("with gradients", number(g.graph().nodes().size())));
    return new Facts(facts);
  }

  private static Section section(String id, String title, LayerGraph graph, List<String> kinds) {
    Picture picture = GraphPicture.of(graph, title);
    boolean opens =
        Levels.of(picture, id).getFirst().picture().boxes().stream()
            .anyMatch(box -> box.kind() == Picture.Kind.GROUP);
    List<Part> parts = new ArrayList<>();
    if (opens) {
      parts.add(Part.html(OPENING));
    }
    parts.add(legend(kinds, opens));
    parts.add(GraphPage.part(picture, id));
    return new Section(id + "-graph", title, parts);
  }

  private static Part legend(List<String> kinds, boolean opens) {
    StringBuilder html = new StringBuilder("<ul class=\"legend\">");
    for (String kind : kinds) {
      String words =
          switch (kind) {
            case "gradient" -> "operation of the backward pass";
            case "input" -> "given value";
            default -> kind;
          };
      String square = kind.equals("operation") || kind.equals("gradient") ? " square" : "";
      html.append("<li><i class=\"%s%s\"></i>%s</li>".formatted(kind, square, words));
    }
    if (opens) {
      html.append("<li><i class=\"square stack\"></i>closed layer</li>");
    }
    return Part.html(html.append("<li><i class=\"output\"></i>result</li></ul>\n").toString());
  }

  private static Table table(Summary summary) {
    List<List<String>> rows = new ArrayList<>();
    for (Summary.Row row : summary.rows()) {
      rows.add(
          List.of(
              row.name(),
              row.type(),
              row.output().toString(),
              number(row.parameters()),
              number(row.flops()),
              number(row.memory())));
    }
    return new Table(
        "What each layer gives and costs; memory in bytes, of parameters and results",
        List.of("layer", "type", "output", "parameters", "FLOPs", "memory"),
        rows);
  }

  private static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }
}
