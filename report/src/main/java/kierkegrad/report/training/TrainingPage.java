package kierkegrad.report.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import kierkegrad.explain.LayerGraph;
import kierkegrad.report.graph.GraphPage;
import kierkegrad.report.graph.GraphPicture;
import kierkegrad.report.page.Html;
import kierkegrad.report.page.Page;
import kierkegrad.report.page.Part;
import kierkegrad.report.page.Resources;
import kierkegrad.report.page.Section;
import kierkegrad.report.page.Table;

/// A training as a page.
public final class TrainingPage {
  /// The id of the element with [TrainingJson].
  public static final String DATA = "training";

  private TrainingPage() {}

  /// The page of a training.
  public static Page of(TrainingRun run) {
    // Laying out the graph takes as long as all the rest.
    Optional<CompletableFuture<Section>> network =
        run.network().map(graph -> CompletableFuture.supplyAsync(() -> network(graph)));
    Result result = new Result(run);
    List<Section> sections = new ArrayList<>();
    sections.add(new Curves(run).section());
    sections.add(result.section());
    sections.add(new Layers(run).section());
    sections.add(new Distributions(run.measurements()).section());
    Section data = new DataSection(run.summary()).section();
    Section settings = settings(run);
    SequencedMap<String, Object> json = TrainingJson.of(run);
    network.map(CompletableFuture::join).ifPresent(sections::add);
    sections.add(data);
    sections.add(settings);
    Page page =
        new Page("Training of " + run.data())
            .subtitle(result.verdict())
            .style(Resources.text(TrainingPage.class, "training.css"))
            .script(Resources.text(TrainingPage.class, "training.js"))
            .add(result.facts())
            .add(contents(sections));
    sections.forEach(page::add);
    if (run.network().isPresent()) {
      page.style(GraphPage.style()).script(GraphPage.script());
    }
    return page.data(DATA, json);
  }

  private static Part contents(List<Section> sections) {
    StringBuilder html = new StringBuilder("<nav aria-label=\"Contents\"><ul>\n");
    sections.forEach(section ->
        html.append(
            "<li><a href=\"#%s\">%s</a></li>\n"
                .formatted(Html.text(section.id()), Html.text(section.title()))));
    return Part.html(html.append("</ul></nav>\n").toString());
  }

  private static Section network(LayerGraph graph) {
    return new Section(
        "network",
        "Network",
        Part.html(
            "<p class=\"aid\">One row on its way through the network: each box with the shape of"
                + " what it gives.</p>\n"),
        rendered(GraphPage.part(GraphPicture.of(graph, "The network's graph"), "graph")));
  }

  /// Its HTML, made now and not when the page is put together.
  private static Part rendered(Part part) {
    return Part.html(part.html());
  }

  private static Section settings(TrainingRun run) {
    return new Section(
        "settings",
        "Settings and environment",
        new Side(
            List.of(
                table("Settings", "setting", run.settings()),
                table("Environment", "what", run.environment()))));
  }

  private static Table table(String caption, String head, SequencedMap<String, String> values) {
    return new Table(
        caption,
        List.of(head, "value"),
        values.entrySet().stream().map(e -> List.of(e.getKey(), e.getValue())).toList());
  }
}
