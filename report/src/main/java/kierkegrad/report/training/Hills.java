package kierkegrad.report.training;

import java.util.List;
import java.util.Locale;
import kierkegrad.monitor.Histogram;
import kierkegrad.report.page.Html;

/// Histograms one below the other on one axis, as hills that overlap.
///
/// @param description what they show
/// @param title what stands above them
/// @param hills from top to bottom
/// @param ownScales whether each has a scale of its own, about 0, and no common axis
record Hills(String description, String title, List<Hill> hills, boolean ownScales) {
  private static final int WIDTH = 300;
  private static final int LEFT = 62;
  private static final int RIGHT = 12;
  private static final int SCALE = 66;
  private static final int TOP = 22;
  private static final int STEP = 24;
  private static final int HEIGHT = 36;
  private static final int AXIS = 22;

  /// One of them.
  record Hill(String label, Histogram histogram) {}

  String svg() {
    int bottom = TOP + HEIGHT + STEP * (hills.size() - 1);
    Range common =
        new Range(
            hills.stream().mapToDouble(h -> h.histogram().min()).min().orElse(0),
            hills.stream().mapToDouble(h -> h.histogram().max()).max().orElse(0),
            WIDTH - RIGHT);
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\"><title>%s</title>\n"
            .formatted(WIDTH, bottom + (ownScales ? 4 : AXIS), Html.text(description)));
    svg.append(
        "<text class=\"name\" x=\"0\" y=\"12\">%s</text>\n".formatted(Html.text(shortened(title))));
    for (int i = 0; i < hills.size(); i++) {
      int base = TOP + HEIGHT + STEP * i;
      if (ownScales) {
        Range own = Range.around(hills.get(i).histogram());
        append(svg, i, base, own);
        label(svg, WIDTH, base, "end", "± " + rounded(own.high()));
      } else {
        append(svg, i, base, common);
      }
    }
    if (!ownScales) {
      axis(svg, common, bottom + 15);
    }
    return svg.append("</svg>\n").toString();
  }

  private static void axis(StringBuilder svg, Range range, int y) {
    label(svg, LEFT, y, "start", rounded(range.min()));
    if (range.max() > range.min()) {
      label(svg, range.right(), y, "end", rounded(range.max()));
      double zero = range.x(0);
      if (zero > LEFT + 60 && zero < range.right() - 60) {
        label(svg, zero, y, "middle", "0");
      }
    }
  }

  private void append(StringBuilder svg, int index, int base, Range range) {
    Hill hill = hills.get(index);
    double age = hills.size() == 1 ? 1 : (double) index / (hills.size() - 1);
    svg.append("<text x=\"0\" y=\"%d\">%s</text>\n".formatted(base, Html.text(hill.label())));
    svg.append(
        String.format(
            Locale.ROOT,
            "<path class=\"hill\" style=\"--age:%.2f\" d=\"%s\"/>\n",
            age,
            path(hill.histogram(), base, range)));
  }

  /// What the width stands for.
  private record Range(double min, double max, int right) {
    /// From −m to m, with the greatest size m.
    static Range around(Histogram histogram) {
      double most = Math.max(Math.abs(histogram.min()), Math.abs(histogram.max()));
      return new Range(-most, most, WIDTH - SCALE);
    }

    double low() {
      return max > min ? min : min - 1;
    }

    double high() {
      return max > min ? max : max + 1;
    }

    double x(double value) {
      return LEFT + (value - low()) / (high() - low()) * (right - LEFT);
    }

    String at(double value) {
      return String.format(Locale.ROOT, "%.1f", x(value));
    }
  }

  private static String rounded(double value) {
    return Texts.number(Double.parseDouble(String.format(Locale.ROOT, "%.2e", value)));
  }

  private static String path(Histogram histogram, int base, Range range) {
    long[] counts = histogram.counts();
    if (counts.length == 1) {
      return "M%s %dV%d".formatted(range.at(histogram.min()), base, base - HEIGHT);
    }
    long most = 1;
    for (long count : counts) {
      most = Math.max(most, count);
    }
    double width = (histogram.max() - histogram.min()) / counts.length;
    StringBuilder path = new StringBuilder();
    path.append("M").append(range.at(histogram.min())).append(' ').append(base);
    for (int i = 0; i < counts.length; i++) {
      path.append(
          String.format(
              Locale.ROOT,
              "V%.1fH%s",
              base - HEIGHT * Math.sqrt((double) counts[i] / most),
              range.at(histogram.min() + (i + 1) * width)));
    }
    return path.append("V").append(base).append("Z").toString();
  }

  private static void label(StringBuilder svg, double x, int y, String anchor, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>\n",
            x,
            y,
            anchor,
            text));
  }

  private static String shortened(String name) {
    return name.length() <= 44 ? name : "…" + name.substring(name.length() - 43);
  }
}
