package kierkegrad.report.saturation;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import kierkegrad.report.page.Chart;
import kierkegrad.report.page.Page;
import kierkegrad.report.page.Part;
import kierkegrad.report.page.Section;
import kierkegrad.report.page.Table;
import kierkegrad.report.page.Tex;
import kierkegrad.report.svg.Svg;
import kierkegrad.tensor.Tensor;

/// Functions that saturate, and those that do not, as text, page or picture.
public final class Saturation {
  /// A slope of which less than this is left has vanished.
  static final double VANISHED = 0.01;

  static final double END = 12;
  private static final int POINTS = 241;
  private static final double[] SCORES = {-120, -20, -10, -5, -2, 0, 2, 5, 10, 17, 20};
  private static final List<Curve> FUNCTIONS =
      List.of(Curve.SIGMOID, Curve.SOFTPLUS, Curve.LOG_SOFTMAX);
  private static final List<Curve> LOSSES = List.of(Curve.SQUARED_ERROR, Curve.CROSS_ENTROPY);

  private Saturation() {}

  /// A diagram: curves, and where the slope of the first is below [#VANISHED].
  record Diagram(String id, String title, List<Curve> curves, boolean slopes) {
    DoubleUnaryOperator line(Curve curve) {
      return slopes ? curve::slope : curve::value;
    }

    String label(Curve curve) {
      return slopes ? "slope of " + curve.title() : curve.title();
    }
  }

  static List<Diagram> diagrams() {
    return List.of(
        new Diagram("functions", "The functions", FUNCTIONS, false),
        new Diagram("slopes", "Their slopes", FUNCTIONS, true),
        new Diagram(
            "losses", "The losses, if the class of score z is the right one", LOSSES, false),
        new Diagram("loss-slopes", "The slopes of the losses", LOSSES, true));
  }

  static double[] scores() {
    return Tensor.linspace(-END, END, POINTS).toDoubleArray();
  }

  /// Where the slope of a curve has vanished, within the picture.
  static List<double[]> vanished(Curve curve) {
    List<double[]> spans = new ArrayList<>();
    double[] z = scores();
    double[] open = {};
    for (double at : z) {
      boolean low = Math.abs(curve.slope(at)) < VANISHED;
      if (low && open.length == 0) {
        open = new double[] {at, at};
        spans.add(open);
      } else if (low) {
        open[1] = at;
      } else {
        open = new double[0];
      }
    }
    return spans;
  }

  /// The numbers, for a terminal of 80 columns.
  public static void print(PrintWriter out) {
    out.println("z is the score of a class beside one of score 0; sigmoid(z) is its softmax.");
    out.println("Each number in float32, as a network computes it, and then exactly.");
    out.println();
    for (Table table : tables()) {
      out.println(table.caption());
      text(out, table);
      out.println();
    }
    out.println(
        "sigmoid rounds to 1 from z = "
            + Svg.number(roundsToOne(), 4)
            + " on: its slope is then 0.");
    out.println("If the class is right but z = −20, squared error hardly moves z; cross-entropy");
    out.println("on log-softmax does, with a slope of −1, and never overflows.");
  }

  private static void text(PrintWriter out, Table table) {
    int columns = table.columns().size();
    int[] widths = new int[columns];
    List<List<String>> lines = new ArrayList<>(List.of(table.columns()));
    lines.addAll(table.rows());
    for (List<String> line : lines) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        row.append(i == 0 ? "  " : "   ").append(" ".repeat(widths[i] - line.get(i).length()));
        row.append(line.get(i));
      }
      out.println(row);
    }
  }

  /// The smallest whole score, in sixteenths, whose sigmoid is 1 in float32.
  private static double roundsToOne() {
    double z = 0;
    while (Curve.SIGMOID.computed(z) < 1) {
      z += 1.0 / 16;
    }
    return z;
  }

  static List<Table> tables() {
    List<List<String>> sigmoid = new ArrayList<>();
    List<List<String>> losses = new ArrayList<>();
    for (double z : SCORES) {
      Curve s = Curve.SIGMOID;
      sigmoid.add(cells(z, s.computed(z), s.value(z), s.computedSlope(z), s.slope(z)));
      double naive = Tensor.scalar(z).sigmoid().log().item();
      Curve squared = Curve.SQUARED_ERROR;
      Curve cross = Curve.CROSS_ENTROPY;
      losses.add(
          cells(
              z,
              squared.computedSlope(z),
              squared.slope(z),
              naive,
              Curve.LOG_SOFTMAX.computed(z),
              cross.computedSlope(z),
              cross.slope(z)));
    }
    return List.of(
        new Table(
            "Sigmoid and its slope",
            List.of("z", "sigmoid", "exactly", "slope", "exactly"),
            sigmoid),
        new Table(
            "Slopes of the losses if this class is the right one; ln(sigmoid) in two ways",
            List.of("z", "squared", "exactly", "ln(sigm.)", "logsoftmax", "cross-e.", "exactly"),
            losses));
  }

  private static List<String> cells(double... numbers) {
    List<String> cells = new ArrayList<>();
    for (double number : numbers) {
      boolean almostOne = number > 0.999 && number < 1;
      cells.add(Svg.number(number, almostOne ? 9 : 4));
    }
    return cells;
  }

  /// Writes a page, or a picture if the file's name ends in `.svg`.
  public static void write(Path file) throws IOException {
    if (file.toString().endsWith(".svg")) {
      Files.writeString(file, Svg.file(Panels.svg()));
    } else {
      page().write(file);
    }
  }

  private static Page page() {
    List<Diagram> diagrams = diagrams();
    return new Page("Where gradients vanish")
        .subtitle("Softmax and sigmoid beside log-softmax and softplus")
        .add(
            Part.paragraph(
                "A network learns from slopes. Where a function is flat, nothing comes back through it: shaded, where less than 0.01 of the first function's slope is left."))
        .add(
            Tex.display(
                "\\begin{aligned} & \\operatorname{softmax}(z, 0)_1 = \\frac{e^{z}}{e^{z} + 1} = \\sigma(z) \\\\[1ex] & \\frac{d\\sigma}{dz} = \\sigma(z)\\,(1 - \\sigma(z)) \\end{aligned}",
                "softmax(z, 0)₁ = σ(z), dσ/dz = σ(z)·(1 − σ(z))"))
        .add(
            new Section(
                "activation",
                "Sigmoid and softmax are flat at both ends",
                chart(diagrams.get(0)),
                chart(diagrams.get(1)),
                tables().get(0)))
        .add(
            new Section(
                "loss",
                "With cross-entropy on log-softmax, a wrong answer always has a slope",
                Tex.display(
                    "\\begin{aligned} \\frac{d}{dz}\\,\\tfrac{1}{2}(\\sigma(z) - 1)^2 &= -\\sigma(z)\\,(1 - \\sigma(z))^2 \\\\[1ex] \\frac{d}{dz}\\bigl(-\\ln \\sigma(z)\\bigr) &= \\sigma(z) - 1 \\end{aligned}",
                    "d/dz ½(σ(z) − 1)² = −σ(z)·(1 − σ(z))², d/dz (−ln σ(z)) = σ(z) − 1"),
                Part.paragraph(
                    "The further z is on the wrong side, the less squared error moves it. The slope of cross-entropy goes to −1 there and vanishes only where the answer is right. In float32 the logarithm must not be taken after the sigmoid: at z = −120 the sigmoid is 0, and its logarithm −∞."),
                chart(diagrams.get(2)),
                chart(diagrams.get(3)),
                tables().get(1)));
  }

  private static Chart chart(Diagram diagram) {
    List<Map<String, Object>> series = new ArrayList<>();
    for (Curve curve : diagram.curves()) {
      Map<String, Object> line = new LinkedHashMap<>();
      List<double[]> points = new ArrayList<>();
      for (double z : scores()) {
        points.add(new double[] {z, diagram.line(curve).applyAsDouble(z)});
      }
      line.put("name", curve.title());
      line.put("type", "line");
      line.put("showSymbol", false);
      line.put("data", points);
      line.put("lineStyle", Map.of("width", 2.5, "type", style(series.size())));
      if (series.isEmpty()) {
        line.put("markArea", shaded(curve));
      }
      series.add(line);
    }
    Map<String, Object> option =
        Map.of(
            "tooltip", Map.of("trigger", "axis"),
            "grid", Map.of("left", 44, "right", 16, "top", 64, "bottom", 40),
            "legend", Map.of("top", 0),
            "xAxis",
                Map.of(
                    "type",
                    "value",
                    "min",
                    -END,
                    "max",
                    END,
                    "interval",
                    4,
                    "name",
                    "z",
                    "nameLocation",
                    "middle",
                    "nameGap",
                    26),
            "yAxis", Map.of("type", "value", "axisLine", Map.of("onZero", false)),
            "series", series);
    List<String> heads = new ArrayList<>(List.of("z"));
    diagram.curves().forEach(curve -> heads.add(curve.title()));
    List<List<String>> rows = new ArrayList<>();
    for (int z = -12; z <= 12; z += 2) {
      int at = z;
      List<String> row = new ArrayList<>(List.of(Svg.number(z, 4)));
      diagram.curves().forEach(c -> row.add(Svg.number(diagram.line(c).applyAsDouble(at), 4)));
      rows.add(row);
    }
    return new Chart(
        diagram.id(), diagram.title(), option, 320, new Table("As a table", heads, rows));
  }

  private static String style(int index) {
    return List.of("solid", "dashed", "dotted").get(index);
  }

  private static Map<String, Object> shaded(Curve curve) {
    List<List<Map<String, Object>>> areas = new ArrayList<>();
    for (double[] span : vanished(curve)) {
      areas.add(List.of(Map.of("xAxis", span[0]), Map.of("xAxis", span[1])));
    }
    return Map.of(
        "silent", true, "itemStyle", Map.of("color", "#808080", "opacity", 0.16), "data", areas);
  }
}
