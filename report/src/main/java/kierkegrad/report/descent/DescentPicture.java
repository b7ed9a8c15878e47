package kierkegrad.report.descent;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.landscape.ToyFunction;
import kierkegrad.report.page.Html;
import kierkegrad.report.surface.ContourMap;
import kierkegrad.report.svg.Axis;
import kierkegrad.report.svg.Svg;
import kierkegrad.tensor.Tensor;

/// What stays while the descent moves: the curve or the contour lines, and the axes.
final class DescentPicture {
  static final int WIDTH = 480;
  static final int HEIGHT = 400;
  static final int LEFT = 46;
  static final int RIGHT = 468;
  static final int TOP = 12;
  static final int BOTTOM = 352;
  private static final int POINTS = 241;
  private static final int GRID = 81;

  private final ToyFunction function;
  private final View view;
  private final Axis x;
  private final Axis y;
  private final StringBuilder svg = new StringBuilder();

  DescentPicture(ToyFunction function, View view) {
    this.function = function;
    this.view = view;
    this.x = new Axis(view.left(), view.right(), LEFT, RIGHT);
    this.y = new Axis(view.low(), view.high(), BOTTOM, TOP);
  }

  String svg() {
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" class=\"function\"><title>%s</title>\n"
            .formatted(WIDTH, HEIGHT, Html.text("The descent on " + function)));
    svg.append(
        "<clipPath id=\"frame\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/></clipPath>\n"
            .formatted(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP));
    if (function.parameters() == 2) {
      contours();
    }
    axes();
    if (function.parameters() == 1) {
      curve();
    }
    return svg.append("<g class=\"live\" clip-path=\"url(#frame)\"></g></svg>").toString();
  }

  private void curve() {
    List<double[]> points = new ArrayList<>();
    for (double w : Tensor.linspace(view.left(), view.right(), POINTS).toDoubleArray()) {
      points.add(new double[] {x.at(w), y.at(function.at(List.of(w)).value())});
    }
    svg.append(
        "<path class=\"curve\" d=\"%s\" clip-path=\"url(#frame)\"/>\n".formatted(Svg.line(points)));
  }

  private void contours() {
    double[][] values = new double[GRID][GRID];
    double[] across = Tensor.linspace(view.left(), view.right(), GRID).toDoubleArray();
    double[] up = Tensor.linspace(view.low(), view.high(), GRID).toDoubleArray();
    for (int row = 0; row < GRID; row++) {
      for (int column = 0; column < GRID; column++) {
        values[row][column] = function.of(Tensor.of(new double[] {across[column], up[row]})).item();
      }
    }
    svg.append(new ContourMap(values, LEFT, RIGHT, TOP, BOTTOM).svg());
  }

  private void axes() {
    svg.append("<g font-size=\"12\" fill=\"var(--muted)\">\n");
    for (double tick : x.ticks(6)) {
      svg.append(
          "<path d=\"M%s %dv5\" stroke=\"var(--muted)\"/>\n".formatted(Svg.at(x.at(tick)), BOTTOM));
      text(x.at(tick), BOTTOM + 19, "middle", Svg.number(tick, 3));
    }
    for (double tick : y.ticks(6)) {
      String at = Svg.at(y.at(tick));
      svg.append(
          function.parameters() == 1
              ? "<path d=\"M%d %sH%d\" stroke=\"var(--line)\"/>\n".formatted(LEFT, at, RIGHT)
              : "<path d=\"M%d %sh-5\" stroke=\"var(--muted)\"/>\n".formatted(LEFT, at));
      text(LEFT - 8, y.at(tick) + 4, "end", Svg.number(tick, 3));
    }
    svg.append("</g>\n<g font-size=\"14\" font-style=\"italic\" fill=\"var(--ink)\">\n");
    boolean one = function.parameters() == 1;
    text((LEFT + RIGHT) / 2.0, BOTTOM + 40, "middle", one ? "w" : "w₁");
    text(10, (TOP + BOTTOM) / 2.0 + 20, "middle", one ? "E" : "w₂");
    svg.append("</g>\n");
  }

  private void text(double x, double y, String anchor, String text) {
    svg.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
            .formatted(Svg.at(x), Svg.at(y), anchor, Html.text(text)));
  }
}
