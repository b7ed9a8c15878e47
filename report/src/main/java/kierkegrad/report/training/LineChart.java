package kierkegrad.report.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import kierkegrad.report.page.Chart;
import kierkegrad.report.page.Table;

/// Lines over time.
public final class LineChart {
  private static final int HEIGHT = 290;
  private static final int MOST_LINES = 12;
  private static final int TABLE_ROWS = 20;
  private static final List<String> DASHES = List.of("solid", "dashed", "dotted");
  private static final int COLOURS = 6;
  private static final String GREY = "#808890";

  /// The ends of a logarithmic axis: ECharts fails at ranges like 1e-12 to 1, and what is beyond is
  /// lost anyway.
  private static final double TINY = 1e-10;

  private static final double HUGE = 1e10;

  private record Point(double x, double y) {}

  private record Line(String name, List<Point> points, Map<String, Object> look) {}

  private final String id;
  private final String title;
  private final String time;
  private final double end;
  private final List<Line> lines = new ArrayList<>();
  private final Map<String, Boolean> hidden = new LinkedHashMap<>();
  private final Map<String, Object> y = new LinkedHashMap<>(Map.of("type", "value"));
  private boolean named;
  private boolean legend;

  /// An empty chart.
  ///
  /// @param id the anchor, unique on the page
  /// @param title what it shows
  /// @param time the name of the time axis
  /// @param end where it ends
  public LineChart(String id, String title, String time, double end) {
    this.id = id;
    this.title = title;
    this.time = time;
    this.end = end;
  }

  /// A line; numbers that are not finite are left out, on a logarithmic axis those up to 0 too.
  public LineChart line(String name, double[] x, double[] values) {
    int n = lines.size();
    return line(
        name,
        x,
        values,
        Map.of("lineStyle", Map.of("type", DASHES.get(n / COLOURS % DASHES.size()))));
  }

  /// A thin line in the background.
  LineChart faint(String name, double[] x, double[] values) {
    return line(name, x, values, Map.of("lineStyle", Map.of("width", 1, "opacity", 0.55)));
  }

  private LineChart line(String name, double[] x, double[] values, Map<String, Object> look) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      if (Double.isFinite(values[i]) && (values[i] > 0 || !isLogarithmic())) {
        double y = isLogarithmic() ? Math.clamp(values[i], TINY, HUGE) : values[i];
        points.add(new Point(Texts.point(x[i]), Texts.point(y)));
      }
    }
    if (!points.isEmpty()) {
      lines.add(new Line(name, points, look));
    }
    return this;
  }

  /// Lines of that name are only shown on demand.
  LineChart hide(String name) {
    hidden.put(name, false);
    return this;
  }

  /// The values' axis is logarithmic.
  public LineChart logarithmic() {
    y.put("type", "log");
    return this;
  }

  private boolean isLogarithmic() {
    return "log".equals(y.get("type"));
  }

  /// The values are percentages.
  public LineChart percent() {
    y.putAll(Map.of("min", 0, "max", 100, "axisLabel", Map.of("formatter", "{value} %")));
    return this;
  }

  /// The axis need not begin at 0.
  LineChart scaled() {
    y.put("scale", true);
    return this;
  }

  /// A dashed grey line at a value.
  LineChart mark(String name, double value) {
    return line(
        name,
        new double[] {0, end},
        new double[] {value, value},
        Map.of("color", GREY, "lineStyle", Map.of("type", "dashed", "color", GREY, "width", 1.5)));
  }

  /// Names even a single line.
  public LineChart named() {
    named = true;
    return this;
  }

  /// Says above the lines which is which, on a page that has no such list of its own.
  public LineChart withLegend() {
    legend = true;
    return this;
  }

  /// Whether there is nothing to draw.
  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /// How many lines were given, if not all are drawn; the data of the page have them all.
  String omitted() {
    return lines.size() > MOST_LINES
        ? " Of %d lines, %d are drawn, from the first to the last at even distances."
            .formatted(lines.size(), MOST_LINES)
        : "";
  }

  /// The chart, with at most twelve of the lines.
  public Chart chart() {
    List<Line> drawn = Some.evenly(lines, MOST_LINES);
    Map<String, Object> option = new LinkedHashMap<>();
    option.put("tooltip", Map.of("trigger", "axis"));
    option.put("grid", Map.of("left", 56, "right", 20, "top", legend ? 40 : 14, "bottom", 44));
    if (legend) {
      option.put("legend", Map.of("type", "scroll", "top", 0, "left", 0));
    } else if (named || drawn.size() > 1) {
      option.put("legend", Map.of("show", false, "selected", hidden));
    }
    option.put(
        "xAxis",
        Map.of(
            "type",
            "value",
            "min",
            0,
            "max",
            end,
            "name",
            time,
            "nameLocation",
            "middle",
            "nameGap",
            26,
            "splitLine",
            Map.of("show", false)));
    option.put("yAxis", y);
    List<Map<String, Object>> series = new ArrayList<>();
    drawn.forEach(line -> series.add(series(line)));
    option.put("series", series);
    return new Chart(id, title, option, HEIGHT, table(drawn));
  }

  private Map<String, Object> series(Line line) {
    Map<String, Object> series = new LinkedHashMap<>(line.look());
    series.put("name", line.name());
    series.put("type", "line");
    series.put("showSymbol", line.points().size() == 1);
    series.put("data", line.points().stream().map(p -> List.of(p.x(), p.y())).toList());
    return series;
  }

  private Table table(List<Line> drawn) {
    List<String> columns = new ArrayList<>(List.of(time));
    drawn.forEach(line -> columns.add(line.name()));
    TreeSet<Double> times = new TreeSet<>();
    drawn.forEach(line -> line.points().forEach(p -> times.add(p.x())));
    List<Map<Double, Double>> values =
        drawn.stream()
            .map(line -> {
              Map<Double, Double> byTime = new LinkedHashMap<>();
              line.points().forEach(p -> byTime.put(p.x(), p.y()));
              return byTime;
            })
            .toList();
    List<List<String>> rows = new ArrayList<>();
    for (double t : Some.evenly(List.copyOf(times), TABLE_ROWS)) {
      List<String> row = new ArrayList<>(List.of(Texts.number(t)));
      IntStream.range(0, values.size())
          .mapToObj(i -> values.get(i).containsKey(t) ? text(values.get(i), t) : "")
          .forEach(row::add);
      rows.add(row);
    }
    return new Table(title + ", as a table", columns, rows);
  }

  private static String text(Map<Double, Double> values, double t) {
    return Texts.number(values.getOrDefault(t, Double.NaN));
  }
}
