package kierkegrad.cli.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import kierkegrad.practice.range.RangeTest;
import kierkegrad.practice.range.RangeTest.Point;

/// A range test in characters, for a terminal of 80 columns.
public final class TextPlot {
  private static final int WIDTH = 66;
  private static final int HEIGHT = 12;

  private TextPlot() {}

  /// The lines of the plot.
  public static List<String> of(RangeTest test) {
    List<Point> points = test.points();
    double start = points.getFirst().smoothed();
    double low = points.stream().mapToDouble(Point::smoothed).min().orElse(0);
    double high =
        Math.min(points.stream().mapToDouble(Point::smoothed).max().orElse(1), 1.3 * start);
    double first = Math.log10(points.getFirst().lr());
    double last = Math.log10(points.getLast().lr());
    char[][] cells = new char[HEIGHT][WIDTH];
    Arrays.stream(cells).forEach(line -> Arrays.fill(line, ' '));
    int suggested = column(Math.log10(test.suggestion()), first, last);
    for (char[] line : cells) {
      line[suggested] = '|';
    }
    for (Point point : points) {
      double share = high > low ? (high - point.smoothed()) / (high - low) : 1;
      if (share >= 0) {
        int row = (int) Math.round(share * (HEIGHT - 1));
        cells[row][column(Math.log10(point.lr()), first, last)] = '*';
      }
    }
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < HEIGHT; row++) {
      double value = high - (high - low) * row / (HEIGHT - 1);
      String label = row % 4 == 0 || row == HEIGHT - 1 ? number(value) : "";
      lines.add("%9s |%s".formatted(label, new String(cells[row]).stripTrailing()));
    }
    char[] scale = new char[WIDTH + 8];
    Arrays.fill(scale, ' ');
    char[] ticks = "-".repeat(WIDTH).toCharArray();
    int free = 0;
    for (int power = (int) Math.ceil(first - 1e-9); power <= last + 1e-9; power++) {
      int at = column(power, first, last);
      ticks[at] = '+';
      String label = "1e" + power;
      int from = Math.max(0, at - label.length() / 2);
      if (from >= free) {
        label.getChars(0, label.length(), scale, from);
        free = from + label.length() + 1;
      }
    }
    lines.add(" ".repeat(10) + "+" + new String(ticks));
    lines.add(" ".repeat(11) + new String(scale).stripTrailing() + "  learning rate");
    return lines;
  }

  private static int column(double power, double first, double last) {
    double share = last > first ? (power - first) / (last - first) : 0;
    return (int) Math.round(Math.clamp(share, 0, 1) * (WIDTH - 1));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
