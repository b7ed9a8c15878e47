package kierkegrad.report.training;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.report.page.Html;
import kierkegrad.report.page.Part;
import kierkegrad.report.page.Picture;
import kierkegrad.report.page.Table;
import kierkegrad.report.training.Judgement.Doubt;
import kierkegrad.report.training.Judgement.Miss;

/// The rows that a model predicts worst.
final class Worst {
  private static final int MOST_CELLS = 16;

  private Worst() {}

  static Part doubts(List<Doubt> doubts) {
    return !doubts.isEmpty() && doubts.getFirst().example() instanceof Example.Image
        ? images(doubts)
        : table(
            "The test rows whose true class was given the least probability, the worst first",
            List.of("row", "true class", "p(true)", "predicted", "p(predicted)"),
            doubts.stream()
                .map(d ->
                    List.of(
                        Long.toString(d.row()),
                        d.truth(),
                        Texts.probability(d.probability()),
                        (d.truth().equals(d.predicted()) ? "✓\u00a0" : "✗\u00a0") + d.predicted(),
                        Texts.probability(d.predictedProbability())))
                .toList(),
            doubts.stream().map(Doubt::example).toList());
  }

  static Part misses(String target, List<Miss> misses) {
    return table(
        "The test rows with the largest errors, the worst first",
        List.of("row", target, "predicted", "error"),
        misses.stream()
            .map(m ->
                List.of(
                    Long.toString(m.row()),
                    Texts.number(m.truth()),
                    Texts.number(m.predicted()),
                    signed(m.predicted() - m.truth())))
            .toList(),
        misses.stream().map(Miss::example).toList());
  }

  private static String signed(double x) {
    return (x < 0 ? "−" : "+") + Texts.number(Math.abs(x));
  }

  private static Table table(
      String caption, List<String> heads, List<List<String>> rows, List<Example> examples) {
    List<String> columns = new ArrayList<>(heads);
    List<List<String>> all = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<String> row = new ArrayList<>(rows.get(i));
      if (examples.get(i) instanceof Example.Cells(var values)) {
        if (i == 0) {
          values.keySet().stream().limit(MOST_CELLS).forEach(columns::add);
          if (values.size() > MOST_CELLS) {
            columns.add("… " + (values.size() - MOST_CELLS) + " more");
          }
        }
        values.values().stream().limit(MOST_CELLS).forEach(row::add);
      }
      all.add(row);
    }
    return new Table(caption, columns, all);
  }

  private static Part images(List<Doubt> doubts) {
    StringBuilder html = new StringBuilder();
    html.append(
        "<p class=\"aid\">The test images whose true class was given the least probability.</p>\n");
    html.append("<ul class=\"images\">\n");
    for (Doubt doubt : doubts) {
      if (doubt.example() instanceof Example.Image image) {
        String what = "image " + doubt.row();
        html.append("<li>")
            .append(
                new Picture(
                        image.width(), image.height(), image.grey(), what + ": " + doubt.truth())
                    .html())
            .append("<strong>%s</strong>".formatted(Html.text(doubt.truth())))
            .append("<span>taken for %s</span>".formatted(Html.text(doubt.predicted())))
            .append(
                "<span class=\"muted\">p %s against %s · %s</span></li>\n"
                    .formatted(
                        Texts.probability(doubt.probability()),
                        Texts.probability(doubt.predictedProbability()),
                        what));
      }
    }
    return Part.html(html.append("</ul>\n").toString());
  }
}
