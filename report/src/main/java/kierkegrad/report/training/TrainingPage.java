package kierkegrad.report.training;

import java.util.List;
import java.util.SequencedMap;
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
    Result result = new Result(run);
    List<Section> sections =
        List.of(
            new Curves(run).section(),
            result.section(),
            new Layers(run).section(),
            new Distributions(run.measurements()).section(),
            new DataSection(run.summary()).section(),
            settings(run));
    Page page =
        new Page("Training of " + run.data())
            .subtitle(result.verdict())
            .style(Resources.text(TrainingPage.class, "training.css"))
            .script(Resources.text(TrainingPage.class, "training.js"))
            .add(result.facts())
            .add(contents(sections));
    sections.forEach(page::add);
    return page.data(DATA, TrainingJson.of(run));
  }

  private static Part contents(List<Section> sections) {
    StringBuilder html = new StringBuilder("<nav aria-label=\"Contents\"><ul>\n");
    sections.forEach(section ->
        html.append(
            "<li><a href=\"#%s\">%s</a></li>\n"
                .formatted(Html.text(section.id()), Html.text(section.title()))));
    return Part.html(html.append("</ul></nav>\n").toString());
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
