package kierkegrad.report.range;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.practice.range.RangeTest;
import kierkegrad.practice.range.RangeTest.Point;
import kierkegrad.report.page.Html;
import kierkegrad.report.svg.Axis;
import kierkegrad.report.svg.Svg;

/// The loss of a range test over the learning rate, with the suggested one.
///
/// @param name of the data
/// @param test what to draw
public record RangePicture(String name, RangeTest test) {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 400;
  private static final int LEFT = 60;
  private static final int RIGHT = WIDTH - 24;
  private static final int TOP = 44;
  private static final int BOTTOM = HEIGHT - 56;

  /// The picture as a file.
  public String file() {
    return Svg.file(svg());
  }

  /// The picture within a page.
  String svg() {
    List<Point> points = test.points();
    double high = points.getFirst().smoothed();
    double low = high;
    for (Point point : points) {
      low = Math.min(low, Math.min(point.smoothed(), point.loss()));
      high = Math.max(high, point.smoothed());
    }
    // What diverges goes through the roof, and what happened before remains to be seen.
    high = Math.min(high, 1.5 * points.getFirst().smoothed());
    double margin = 0.06 * Math.max(high - low, 1e-9);
    Axis y = new Axis(low - margin, high + margin, BOTTOM, TOP);
    double first = Math.log10(points.getFirst().lr());
    double last = Math.log10(points.getLast().lr());
    Axis x = new Axis(first, Math.max(last, first + 1e-6), LEFT, RIGHT);
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\"><title>%s</title>\n"
            .formatted(WIDTH, HEIGHT, Html.text("Loss over learning rate on " + name)));
    svg.append(
        "<clipPath id=\"plot\"><path d=\"M%d %dH%dV%dH%dZ\"/></clipPath>\n"
            .formatted(LEFT, TOP, RIGHT, BOTTOM, LEFT));
    axes(svg, x, y);
    mark(
        svg,
        x,
        test.suggestion(),
        "var(--vermilion)",
        "none",
        "suggested " + Svg.number(test.suggestion(), 2));
    curve(svg, x, y, false);
    curve(svg, x, y, true);
    dot(svg, x, y, test.steepest());
    dot(svg, x, y, test.lowest());
    return svg.append("</svg>\n").toString();
  }

  private void axes(StringBuilder svg, Axis x, Axis y) {
    for (double tick : y.ticks(6)) {
      svg.append(
          "<path d=\"M%d %sH%d\" stroke=\"var(--line)\"/>\n"
              .formatted(LEFT, Svg.at(y.at(tick)), RIGHT));
      text(svg, LEFT - 8, y.at(tick) + 4, "end", "var(--muted)", Svg.number(tick, 3));
    }
    for (int power = (int) Math.ceil(x.from() - 1e-9); power <= x.to() + 1e-9; power++) {
      double at = x.at(power);
      svg.append(
          "<path d=\"M%s %dV%d\" stroke=\"var(--line)\"/>\n".formatted(Svg.at(at), TOP, BOTTOM));
      text(svg, at, BOTTOM + 20, "middle", "var(--muted)", Svg.number(Math.pow(10, power), 2));
    }
    text(svg, (LEFT + RIGHT) / 2.0, BOTTOM + 42, "middle", "var(--muted)", "learning rate");
    text(svg, LEFT, 20, "start", "var(--muted)", "loss");
  }

  private void curve(StringBuilder svg, Axis x, Axis y, boolean smoothed) {
    List<double[]> line = new ArrayList<>();
    for (Point point : test.points()) {
      double loss = smoothed ? point.smoothed() : point.loss();
      line.add(new double[] {x.at(Math.log10(point.lr())), y.at(loss)});
    }
    svg.append(
        "<path clip-path=\"url(#plot)\" d=\"%s\" fill=\"none\" stroke=\"var(--blue)\" stroke-width=\"%s\" stroke-opacity=\"%s\"/>\n"
            .formatted(Svg.line(line), smoothed ? "2.5" : "1", smoothed ? "1" : ".4"));
  }

  private static void mark(
      StringBuilder svg, Axis x, double rate, String colour, String dashes, String label) {
    double at = x.at(Math.log10(rate));
    svg.append(
        "<path d=\"M%s %dV%d\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\"/>\n"
            .formatted(Svg.at(at), TOP - 6, BOTTOM, colour, dashes));
    text(svg, Math.clamp(at, LEFT + 60, RIGHT - 60), TOP - 12, "middle", colour, label);
  }

  private static void dot(StringBuilder svg, Axis x, Axis y, Point point) {
    svg.append(
        "<circle cx=\"%s\" cy=\"%s\" r=\"5\" fill=\"var(--blue)\"/>\n"
            .formatted(Svg.at(x.at(Math.log10(point.lr()))), Svg.at(y.at(point.smoothed()))));
  }

  private static void text(
      StringBuilder svg, double x, double y, String anchor, String colour, String text) {
    svg.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-size=\"13\" fill=\"%s\">%s</text>\n"
            .formatted(Svg.at(x), Svg.at(y), anchor, colour, Html.text(text)));
  }
}
