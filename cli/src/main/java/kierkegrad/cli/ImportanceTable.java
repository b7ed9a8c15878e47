package kierkegrad.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import kierkegrad.practice.importance.HeatMap;
import kierkegrad.practice.importance.Importance;

/// What a model's predictions rest on, as text and as JSON.
///
/// @param data the name of the rows
record ImportanceTable(String data) {
  private static final int BAR = 24;
  private static final int NAME = 24;
  private static final String SHADES = " ░▒▓█";

  /// Columns with bars, the most important first.
  void print(PrintWriter out, Importance importance) {
    out.printf(
        Locale.ROOT,
        "%s: %s %.4f of %,d rows; %d repeat%s%n%n",
        data,
        importance.score(),
        importance.baseline(),
        importance.rows(),
        importance.options().repeats(),
        importance.options().repeats() == 1 ? "" : "s");
    double most =
        importance.columns().stream().mapToDouble(Importance.Column::mean).max().orElse(0);
    int width =
        Math.min(
            NAME,
            Math.max(
                "column".length(),
                importance.columns().stream().mapToInt(c -> c.name().length()).max().orElse(0)));
    String name = "%-" + width + "s  ";
    out.printf(name + "worse if shuffled  %" + BAR + "s  gradient x input%n", "column", "");
    for (Importance.Column column : importance.columns()) {
      out.printf(
          Locale.ROOT,
          name + "%7s ± %-7.4f  %s  %16.4f%n",
          shortened(column.name(), width),
          fixed(column.mean()),
          column.sd(),
          bar(column.mean(), most),
          column.gradient());
    }
    out.println();
  }

  private static String shortened(String name, int width) {
    return name.length() <= width ? name : name.substring(0, width - 1) + "…";
  }

  /// Four decimals, and no minus before a zero.
  private static String fixed(double value) {
    return String.format(Locale.ROOT, "%.4f", Math.rint(value * 1e4) / 1e4 + 0.0);
  }

  private static String bar(double value, double most) {
    int length = value > 0 && most > 0 ? (int) Math.round(BAR * value / most) : 0;
    return "█".repeat(length) + " ".repeat(BAR - length);
  }

  /// A picture in five shades, two characters to a pixel.
  void print(PrintWriter out, HeatMap map) {
    out.printf(
        "%s: where the model looks, over %,d images (gradient x input)%n%n", data, map.images());
    double[] shares = map.shares();
    for (int y = 0; y < map.rows(); y++) {
      StringBuilder line = new StringBuilder();
      for (int x = 0; x < map.columns(); x++) {
        double share = shares[y * map.columns() + x];
        char shade = SHADES.charAt((int) Math.round(share * (SHADES.length() - 1)));
        line.append(shade).append(shade);
      }
      out.println(line.toString().stripTrailing());
    }
    out.println();
  }

  /// The numbers.
  Map<String, Object> json(Importance importance) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("data", data);
    json.put("score", importance.score().toString());
    json.put("baseline", importance.baseline());
    json.put("rows", importance.rows());
    json.put("repeats", importance.options().repeats());
    json.put("seed", importance.options().seed());
    json.put("columns", importance.columns().stream().map(ImportanceTable::json).toList());
    return json;
  }

  private static Map<String, Object> json(Importance.Column column) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("column", column.name());
    json.put("mean", column.mean());
    json.put("sd", column.sd());
    json.put("drops", column.drops());
    json.put("gradient_x_input", column.gradient());
    return json;
  }

  /// The numbers.
  Map<String, Object> json(HeatMap map) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("data", data);
    json.put("images", map.images());
    json.put("rows", map.rows());
    json.put("columns", map.columns());
    json.put("gradient_x_input", map.values());
    return json;
  }
}
