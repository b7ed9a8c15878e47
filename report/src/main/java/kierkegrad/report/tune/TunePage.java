package kierkegrad.report.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kierkegrad.practice.tune.Plan;
import kierkegrad.practice.tune.Trial;
import kierkegrad.practice.tune.Tuned;
import kierkegrad.report.page.Facts;
import kierkegrad.report.page.Html;
import kierkegrad.report.page.Page;
import kierkegrad.report.page.Part;
import kierkegrad.report.page.Section;
import kierkegrad.report.page.Table;
import kierkegrad.report.svg.Axis;
import kierkegrad.report.svg.Svg;

/// A search for settings as a page.
public final class TunePage {
  private static final int ROWS = 30;
  private static final String STYLE =
      """
      .panels { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: 1rem 1.5rem; }
      .panels figure { margin: 0; break-inside: avoid; }
      .panels svg, #rungs svg { display: block; width: 100%; max-width: 26rem; height: auto; }
      #rungs svg { max-width: 44rem; }
      .scroll + .scroll, p + .scroll { margin-top: 1.75rem; }
      pre { white-space: pre-wrap; padding: .75rem 1rem; background: var(--raised); border-radius: .4rem; }
      """;

  private TunePage() {}

  /// The page.
  ///
  /// @param command how to train the winner again
  public static Page of(Tuned tuned, String command, SequencedMap<String, String> environment) {
    List<Trial> last = tuned.longest();
    double[] scores =
        last.stream().filter(Trial::isGood).mapToDouble(Trial::score).sorted().toArray();
    // The worst tenth lies at the edge, or nobody could tell the good ones apart.
    double low = scores[scores.length / 10];
    double high = scores[scores.length - 1];
    double floor = high - low < 1e-6 ? high - 0.01 : low;
    String panels =
        tuned.space().dimensions().stream()
            .map(d ->
                "<figure>"
                    + new Scatter(d, last.stream().filter(Trial::isGood).toList(), floor, high)
                        .svg()
                    + "</figure>\n")
            .collect(Collectors.joining());
    return new Page("Settings for " + tuned.data())
        .subtitle(summary(tuned))
        .style(STYLE)
        .wide()
        .add(facts(tuned))
        .add(
            new Section(
                "winner",
                "The winner",
                Part.html("<pre>" + Html.text(command) + "</pre>\n"),
                table("Its settings", "setting", tuned.settings().toMap())))
        .add(
            new Section(
                "settings-searched",
                "Score over each setting",
                Part.paragraph(
                    "A dot is a trial: its validation "
                        + tuned.score()
                        + " at its longest training; the stronger its colour, the more epochs it"
                        + " was given. Orange is the winner. Scores of the worst tenth lie at the"
                        + " lower edge."),
                Part.html("<div class=\"panels\">\n" + panels + "</div>\n")))
        .add(
            new Section(
                "rungs",
                "Who went on",
                Part.paragraph(
                    tuned.plan().method() == Plan.Method.HALVING
                        ? "All settings train for few epochs; the best third of each rung trains"
                            + " again, for three times as many."
                        : "All settings trained for the same number of epochs."),
                Part.html("<figure>" + rungs(tuned, floor, high) + "</figure>\n"),
                rungTable(tuned)))
        .add(new Section("trials", "The best trials", trials(tuned)))
        .add(new Section("environment", "Environment", table("Where it ran", "what", environment)))
        .data("tune", tuned.toMap());
  }

  /// What came out, in one sentence.
  public static String summary(Tuned tuned) {
    String end =
        switch (tuned.ending()) {
          case COMPLETED -> "";
          case TIME -> " The time was over before all was tried; the same command goes on.";
          case STOPPED -> " Stopped before its end; the same command goes on.";
        };
    String test =
        tuned
            .testScore()
            .map(score ->
                String.format(
                    Locale.ROOT, ", and %.4f on test rows that nothing else has seen", score))
            .orElse("");
    return String.format(
            Locale.ROOT,
            "The best of %d settings has a validation %s of %.4f%s.",
            tuned.longest().size(),
            tuned.score(),
            tuned.best().score(),
            test)
        + end;
  }

  private static Part facts(Tuned tuned) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "validation " + tuned.score(), String.format(Locale.ROOT, "%.4f", tuned.best().score()));
    tuned
        .testScore()
        .ifPresent(s -> facts.put("test " + tuned.score(), String.format(Locale.ROOT, "%.4f", s)));
    facts.put("trials", String.valueOf(tuned.longest().size()));
    facts.put("trainings", String.valueOf(tuned.trials().size()));
    facts.put("time, last time", String.format(Locale.ROOT, "%.0f s", tuned.seconds()));
    return new Facts(facts);
  }

  private static String rungs(Tuned tuned, double low, double high) {
    int width = 640;
    int height = 260;
    List<Plan.Rung> rungs = tuned.plan().rungs();
    Axis x = new Axis(0, Math.max(1, rungs.size() - 1), 60, width - 40.0);
    double margin = 0.06 * (high - low);
    Axis y = new Axis(low - margin, high + margin, height - 40.0, 14);
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\"><title>Scores by rung</title>\n"
            .formatted(width, height));
    for (double tick : y.ticks(5)) {
      svg.append(
          "<path d=\"M48 %sH%d\" stroke=\"var(--line)\"/>\n"
              .formatted(Svg.at(y.at(tick)), width - 20));
      svg.append(text(43, y.at(tick) + 4, "end", Svg.number(tick, 3)));
    }
    for (int i = 0; i < rungs.size(); i++) {
      svg.append(
          text(
              x.at(i),
              height - 18.0,
              "middle",
              rungs.get(i).epochs() + (rungs.get(i).epochs() == 1 ? " epoch" : " epochs")));
    }
    Map<Integer, TreeMap<Integer, Trial>> ways = new TreeMap<>();
    tuned.trials().stream()
        .filter(Trial::isGood)
        .forEach(t -> ways.computeIfAbsent(t.number(), _ -> new TreeMap<>()).put(t.rung(), t));
    ways.forEach((number, way) -> {
      boolean best = number == tuned.best().number();
      String colour = best ? "var(--vermilion)" : "var(--blue)";
      List<double[]> line = new ArrayList<>();
      way.values()
          .forEach(
              t -> line.add(new double[] {x.at(t.rung()), y.at(Math.clamp(t.score(), low, high))}));
      svg.append(
          "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-opacity=\"%s\"/>\n"
              .formatted(Svg.line(line), colour, best ? "3" : "1.5", best ? "1" : ".45"));
      line.forEach(p ->
          svg.append(
              "<circle cx=\"%s\" cy=\"%s\" r=\"3.5\" fill=\"%s\" fill-opacity=\".7\"/>\n"
                  .formatted(Svg.at(p[0]), Svg.at(p[1]), colour)));
    });
    return svg.append("</svg>\n").toString();
  }

  private static String text(double x, double y, String anchor, String text) {
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-size=\"12\" fill=\"var(--muted)\">%s</text>\n"
        .formatted(Svg.at(x), Svg.at(y), anchor, Html.text(text));
  }

  private static Table rungTable(Tuned tuned) {
    List<List<String>> rows = new ArrayList<>();
    List<Plan.Rung> rungs = tuned.plan().rungs();
    for (int i = 0; i < rungs.size(); i++) {
      int rung = i;
      List<Trial> there = tuned.trials().stream().filter(t -> t.rung() == rung).toList();
      double best =
          there.stream().filter(Trial::isGood).mapToDouble(Trial::score).max().orElse(Double.NaN);
      rows.add(
          List.of(
              String.valueOf(i + 1),
              String.valueOf(rungs.get(i).epochs()),
              there.size() + " of " + rungs.get(i).trials(),
              String.valueOf(there.stream().filter(t -> !t.isGood()).count()),
              Double.isNaN(best) ? "–" : String.format(Locale.ROOT, "%.4f", best)));
    }
    return new Table("Rungs", List.of("rung", "epochs", "trials", "failed", "best score"), rows);
  }

  private static Table trials(Tuned tuned) {
    List<String> columns =
        new ArrayList<>(List.of("trial", "epochs", tuned.score(), "loss", "seconds"));
    tuned.space().dimensions().forEach(d -> columns.add(d.setting().name()));
    List<List<String>> rows = new ArrayList<>();
    for (Trial trial : tuned.longest().stream().limit(ROWS).toList()) {
      List<String> row =
          new ArrayList<>(
              List.of(
                  String.valueOf(trial.number()),
                  String.valueOf(trial.epochs()),
                  trial.isGood() ? String.format(Locale.ROOT, "%.4f", trial.score()) : "failed",
                  trial.isGood() ? String.format(Locale.ROOT, "%.4f", trial.loss()) : "–",
                  String.format(Locale.ROOT, "%.1f", trial.seconds())));
      Map<String, String> values = trial.drawn().toMap();
      tuned.space().dimensions().forEach(d -> row.add(values.getOrDefault(d.setting().name(), "")));
      rows.add(row);
    }
    return new Table("The best first", columns, rows);
  }

  private static Table table(String caption, String head, SequencedMap<String, String> values) {
    return new Table(
        caption,
        List.of(head, "value"),
        values.entrySet().stream().map(e -> List.of(e.getKey(), e.getValue())).toList());
  }
}
