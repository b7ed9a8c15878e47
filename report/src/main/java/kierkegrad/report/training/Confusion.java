package kierkegrad.report.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import kierkegrad.metric.ConfusionMatrix;
import kierkegrad.report.page.Html;
import kierkegrad.report.page.Part;
import kierkegrad.report.page.Table;

/// A confusion matrix as a table in whose cells the share of the true class is a colour, with
/// recall and precision; of very many classes only the most frequent mistakes.
///
/// @param names the classes
/// @param counts which was taken for which
record Confusion(List<String> names, ConfusionMatrix counts) implements Part {
  private static final int MOST_CLASSES = 30;
  private static final int FEW = 6;
  private static final int MISTAKES = 20;
  private static final String AID =
      "Confusion matrix: true classes down, predicted classes across. Recall is the share of a"
          + " class's rows that was recognised, precision the share of the rows taken for it that"
          + " is right.";

  /// One class taken for another.
  private record Mistake(int truth, int predicted, long count) {}

  /// Of the rows of a class, the share that was recognised; NaN if it has none.
  static double recall(ConfusionMatrix counts, int type) {
    return (double) counts.count(type, type) / sum(counts, j -> counts.count(type, j));
  }

  /// Of the rows taken for a class, the share that is of it; NaN if there are none.
  static double precision(ConfusionMatrix counts, int type) {
    return (double) counts.count(type, type) / sum(counts, i -> counts.count(i, type));
  }

  /// The rows that are of a class.
  static long support(ConfusionMatrix counts, int type) {
    return sum(counts, j -> counts.count(type, j));
  }

  private static long sum(ConfusionMatrix counts, java.util.function.IntToLongFunction count) {
    return IntStream.range(0, counts.classes()).mapToLong(count).sum();
  }

  @Override
  public String html() {
    return names.size() <= MOST_CLASSES ? matrix() : mistakes().html();
  }

  private String matrix() {
    StringBuilder html = new StringBuilder();
    html.append("<p class=\"aid\">").append(AID).append("</p>\n");
    html.append(
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Confusion matrix\">\n");
    html.append(
        names.size() > FEW ? "<table class=\"confusion many\">" : "<table class=\"confusion\">");
    html.append("\n<thead><tr><th scope=\"col\">true</th>");
    names.forEach(name ->
        html.append("<th scope=\"col\" class=\"number\">").append(Html.text(name)).append("</th>"));
    html.append("<th scope=\"col\" class=\"number margin\">recall</th></tr></thead>\n<tbody>\n");
    for (int i = 0; i < names.size(); i++) {
      html.append("<tr><th scope=\"row\">").append(Html.text(names.get(i))).append("</th>");
      for (int j = 0; j < names.size(); j++) {
        html.append(cell(i, j));
      }
      html.append(margin(recall(counts, i))).append("</tr>\n");
    }
    html.append("</tbody>\n<tfoot><tr><th scope=\"row\">precision</th>");
    for (int j = 0; j < names.size(); j++) {
      html.append(margin(precision(counts, j)));
    }
    return html.append(margin(counts.accuracy()))
        .append("</tr></tfoot>\n</table>\n</div>\n")
        .toString();
  }

  private String cell(int truth, int predicted) {
    long count = counts.count(truth, predicted);
    double share = (double) count / Math.max(1, support(counts, truth));
    return String.format(
        Locale.ROOT,
        "<td class=\"number %s\" style=\"--share:%.3f\">%s</td>",
        truth == predicted ? "right" : "wrong",
        share,
        count == 0 ? "·" : Texts.count(count));
  }

  private static String margin(double share) {
    return "<td class=\"number margin\">"
        + (Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.3f", share))
        + "</td>";
  }

  private Table mistakes() {
    List<Mistake> mistakes = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      for (int j = 0; j < names.size(); j++) {
        if (i != j && counts.count(i, j) > 0) {
          mistakes.add(new Mistake(i, j, counts.count(i, j)));
        }
      }
    }
    mistakes.sort(Comparator.comparingLong(Mistake::count).reversed());
    return new Table(
        "The most frequent mistakes",
        List.of("true", "predicted", "rows"),
        mistakes.stream()
            .limit(MISTAKES)
            .map(m ->
                List.of(names.get(m.truth()), names.get(m.predicted()), Texts.count(m.count())))
            .toList());
  }
}
