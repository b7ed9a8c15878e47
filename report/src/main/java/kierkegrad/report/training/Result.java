package kierkegrad.report.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kierkegrad.metric.ConfusionMatrix;
import kierkegrad.report.page.Chart;
import kierkegrad.report.page.Facts;
import kierkegrad.report.page.Part;
import kierkegrad.report.page.Section;
import kierkegrad.report.page.Table;
import kierkegrad.report.training.DataSummary.ClassCount;
import kierkegrad.report.training.Judgement.Point;
import kierkegrad.train.History.Ending;

/// What came out of it.
record Result(TrainingRun run) {
  private static final double Z = 1.96;

  /// In one sentence.
  String verdict() {
    String how =
        switch (run.judgement()) {
          case Judgement.Classes c ->
              "It got %s of %s right that it had not seen (accuracy %s, loss %s)"
                  .formatted(
                      Texts.count(c.confusion().correct()),
                      Texts.count(c.confusion().total(), "row"),
                      Texts.fixed(c.confusion().accuracy()),
                      Texts.fixed(c.loss()));
          case Judgement.Numbers n ->
              "It predicts %s with a root mean squared error of %s on rows that it had not seen (R² %s, loss %s)"
                  .formatted(
                      n.target(),
                      Texts.number(n.rmse()),
                      Texts.fixed(n.r2()),
                      Texts.fixed(n.loss()));
        };
    return how + ", " + duration() + ".";
  }

  private String duration() {
    int done = run.history().epochs().size();
    String time = " in " + Texts.seconds(run.seconds());
    return run.history().ending() == Ending.COMPLETED
        ? "after " + Texts.count(done, "epoch") + time
        : "ended after %d of %s%s".formatted(done, Texts.count(run.epochs(), "epoch"), time);
  }

  Facts facts() {
    LinkedHashMap<String, String> facts = new LinkedHashMap<>();
    switch (run.judgement()) {
      case Judgement.Classes c -> {
        facts.put("test accuracy", Texts.share(c.confusion().accuracy()));
        facts.put("its 95 % interval (Wilson)", interval(c.confusion()));
        guess(c).ifPresent(g -> facts.put("guessing the largest class", Texts.share(g)));
      }
      case Judgement.Numbers n -> {
        facts.put("R²", Texts.fixed(n.r2()));
        facts.put("root mean squared error", Texts.number(n.rmse()));
      }
    }
    facts.put("test loss", Texts.fixed(run.judgement().loss()));
    facts.put("trained parameters", Texts.count(run.parameters()));
    facts.put("training + test rows", rows());
    return new Facts(facts);
  }

  private String rows() {
    return Texts.count(run.summary().trainRows()) + " + " + Texts.count(run.summary().testRows());
  }

  /// Wilson's score interval (1927), which holds for few rows and for shares near 1 too.
  static double[] wilson(long right, long rows) {
    double p = (double) right / rows;
    double square = Z * Z / rows;
    double middle = (p + square / 2) / (1 + square);
    double half = Z / (1 + square) * Math.sqrt(p * (1 - p) / rows + square / (4 * rows));
    return new double[] {Math.max(0, middle - half), Math.min(1, middle + half)};
  }

  private static String interval(ConfusionMatrix confusion) {
    double[] ends = wilson(confusion.correct(), confusion.total());
    return String.format(Locale.ROOT, "%.1f – %.1f %%", 100 * ends[0], 100 * ends[1]);
  }

  /// How often it would be right to say always what is most frequent in the training rows.
  private Optional<Double> guess(Judgement.Classes judged) {
    return run.summary().classes().stream()
        .max(Comparator.comparingLong(ClassCount::train))
        .map(ClassCount::name)
        .map(judged.names()::indexOf)
        .filter(index -> index >= 0)
        .map(index ->
            (double) Confusion.support(judged.confusion(), index) / judged.confusion().total());
  }

  Section section() {
    List<Part> parts = new ArrayList<>();
    switch (run.judgement()) {
      case Judgement.Classes c -> {
        parts.add(new Confusion(c.names(), c.confusion()));
        parts.add(Part.html("<h3>Predicted worst</h3>\n"));
        parts.add(Worst.doubts(c.worst()));
      }
      case Judgement.Numbers n -> {
        parts.add(
            new Side.Read(
                scatter(n),
                "Each dot is a test row; on the dashed line it would be predicted exactly, above"
                    + " it too high."));
        parts.add(Part.html("<h3>Predicted worst</h3>\n"));
        parts.add(Worst.misses(n.target(), n.worst()));
      }
    }
    return new Section("result", "On rows that it had not seen", parts);
  }

  private static Chart scatter(Judgement.Numbers judged) {
    List<Point> points = judged.points();
    double min =
        points.stream().mapToDouble(p -> Math.min(p.truth(), p.predicted())).min().orElse(0);
    double max =
        points.stream().mapToDouble(p -> Math.max(p.truth(), p.predicted())).max().orElse(1);
    Map<String, Object> option =
        Map.of(
            "tooltip", Map.of("trigger", "item"),
            "grid", Map.of("left", 64, "right", 24, "top", 34, "bottom", 48),
            "xAxis",
                Map.of(
                    "type",
                    "value",
                    "scale",
                    true,
                    "name",
                    "true",
                    "nameLocation",
                    "middle",
                    "nameGap",
                    28,
                    "splitLine",
                    Map.of("show", false)),
            "yAxis", Map.of("type", "value", "scale", true, "name", "predicted"),
            "series",
                List.of(
                    Map.of(
                        "type", "scatter",
                        "symbolSize", points.size() > 300 ? 5 : 8,
                        "itemStyle", Map.of("opacity", 0.65),
                        "data",
                            points.stream()
                                .map(p ->
                                    List.of(Texts.point(p.truth()), Texts.point(p.predicted())))
                                .toList(),
                        "markLine",
                            Map.of(
                                "silent",
                                true,
                                "symbol",
                                "none",
                                "lineStyle",
                                Map.of("type", "dashed", "color", "#808890"),
                                "data",
                                List.of(
                                    List.of(
                                        Map.of("coord", List.of(min, min)),
                                        Map.of("coord", List.of(max, max))))))));
    Table table =
        new Table(
            "Predicted against true, as a table",
            List.of("true", "predicted"),
            Some.evenly(points, 20).stream()
                .map(p -> List.of(Texts.number(p.truth()), Texts.number(p.predicted())))
                .toList());
    return new Chart("scatter", judged.target() + ": predicted against true", option, 380, table);
  }
}
