package kierkegrad.report.importance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;
import kierkegrad.practice.importance.HeatMap;
import kierkegrad.practice.importance.Importance;
import kierkegrad.report.page.Chart;
import kierkegrad.report.page.Facts;
import kierkegrad.report.page.Page;
import kierkegrad.report.page.Part;
import kierkegrad.report.page.Picture;
import kierkegrad.report.page.Section;
import kierkegrad.report.page.Table;

/// Pages that show what a model's predictions rest on.
public final class ImportancePage {
  /// The most columns that a chart shows; its table has them all.
  private static final int MOST = 30;

  private static final int BAR = 24;
  private static final int AXES = 70;

  /// The longer side of a heat map, which has to fit a telephone: twelve for each of 28 pixels.
  private static final int PIXELS = 336;

  private static final String DOT = "#d55e00";

  private ImportancePage() {}

  /// Of a model for tables.
  ///
  /// @param title what the page is about, such as `Importance: iris`
  public static Page of(String title, Importance importance) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put(importance.score().toString(), number(importance.baseline()));
    facts.put("rows", "%,d".formatted(importance.rows()));
    facts.put("columns", "%,d".formatted(importance.columns().size()));
    facts.put("repeats", Integer.toString(importance.options().repeats()));
    return new Page(title)
        .subtitle("What the model's predictions rest on")
        .add(new Facts(facts))
        .add(
            new Section(
                "shuffled",
                "Shuffled columns",
                Part.paragraph(
                    "How much worse the "
                        + importance.score()
                        + " becomes when the values of one column are dealt out to the wrong rows:"
                        + " the mean as a bar, each repeat as a dot. Columns that say the same may"
                        + " all seem unimportant, since one stands in for the other."),
                shuffled(importance)))
        .add(
            new Section(
                "gradient",
                "Gradient × input",
                Part.paragraph(
                    "How much a column adds to the answer as far as the slope tells: the mean of"
                        + " |Σ ∂f/∂x · x| over the rows, with f the logit of the predicted class, or"
                        + " the predicted number."),
                gradients(importance)));
  }

  private static Chart shuffled(Importance importance) {
    List<Importance.Column> shown = importance.columns().stream().limit(MOST).toList();
    List<List<Object>> dots = new ArrayList<>();
    shown.forEach(column -> column.drops().forEach(drop -> dots.add(List.of(drop, column.name()))));
    Map<String, Object> repeats =
        Map.of(
            "name",
            "one repeat",
            "type",
            "scatter",
            "symbolSize",
            5,
            "itemStyle",
            Map.of("color", DOT),
            "data",
            dots);
    return chart(
        "shuffled-chart",
        "How much worse the " + importance.score() + " becomes",
        shown,
        List.of(bars("mean", shown, Importance.Column::mean), repeats),
        new Table(
            "How much worse the " + importance.score() + " becomes, by column",
            List.of("column", "mean", "deviation"),
            importance.columns().stream()
                .map(c -> List.of(c.name(), number(c.mean()), number(c.sd())))
                .toList()));
  }

  private static Chart gradients(Importance importance) {
    List<Importance.Column> all =
        importance.columns().stream()
            .sorted(Comparator.comparingDouble(Importance.Column::gradient).reversed())
            .toList();
    List<Importance.Column> shown = all.stream().limit(MOST).toList();
    return chart(
        "gradient-chart",
        "Mean |gradient × input|",
        shown,
        List.of(bars("mean", shown, Importance.Column::gradient)),
        new Table(
            "Mean |gradient × input| by column",
            List.of("column", "mean"),
            all.stream().map(c -> List.of(c.name(), number(c.gradient()))).toList()));
  }

  private static Map<String, Object> bars(
      String name, List<Importance.Column> columns, ToDoubleFunction<Importance.Column> value) {
    return Map.of(
        "name",
        name,
        "type",
        "bar",
        "data",
        columns.stream().map(c -> List.of(value.applyAsDouble(c), c.name())).toList());
  }

  private static Chart chart(
      String id,
      String title,
      List<Importance.Column> columns,
      List<Map<String, Object>> series,
      Table table) {
    Map<String, Object> option =
        Map.of(
            "tooltip", Map.of("trigger", "item"),
            "grid", Map.of("left", 140, "right", 24, "top", 10, "bottom", 34),
            "xAxis", Map.of("type", "value"),
            "yAxis",
                Map.of(
                    "type",
                    "category",
                    "inverse",
                    true,
                    "data",
                    columns.stream().map(Importance.Column::name).toList(),
                    "axisLabel",
                    Map.of("width", 124, "overflow", "truncate", "interval", 0)),
            "series", series);
    return new Chart(id, title, option, AXES + BAR * columns.size(), table);
  }

  /// Of a model for images.
  public static Page of(String title, HeatMap map) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("images", "%,d".formatted(map.images()));
    facts.put("pixels", map.rows() + " × " + map.columns());
    return new Page(title)
        .subtitle("Where the model looks")
        .add(new Facts(facts))
        .add(
            new Section(
                "pixels",
                "Gradient × input by pixel",
                Part.paragraph(
                    "How much each pixel adds to the answer as far as the slope tells: the mean of"
                        + " |∂f/∂x · x| over the images, with f the logit of the predicted class."
                        + " White is the largest, black is nothing."),
                picture(map)));
  }

  private static Picture picture(HeatMap map) {
    int size = Math.max(1, PIXELS / Math.max(map.rows(), map.columns()));
    double[] shares = map.shares();
    int width = map.columns() * size;
    int height = map.rows() * size;
    byte[] grey = new byte[width * height];
    for (int i = 0; i < grey.length; i++) {
      int place = i / width / size * map.columns() + i % width / size;
      grey[i] = (byte) Math.round(255 * shares[place]);
    }
    return new Picture(width, height, grey, "How much each pixel adds to the answer");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value).replace("-", "−");
  }
}
