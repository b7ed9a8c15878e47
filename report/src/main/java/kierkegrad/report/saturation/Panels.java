package kierkegrad.report.saturation;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.report.page.Html;
import kierkegrad.report.saturation.Saturation.Diagram;
import kierkegrad.report.svg.Axis;
import kierkegrad.report.svg.Svg;

/// The four diagrams side by side, as one picture.
final class Panels {
  private static final int WIDTH = 460;
  private static final int HEIGHT = 360;
  private static final List<String> COLOURS = List.of("var(--blue)", "var(--vermilion)", "#009e73");
  private static final List<String> DASHES = List.of("", "8 5", "2 4");

  private final StringBuilder svg = new StringBuilder();

  private Panels() {}

  static String svg() {
    Panels panels = new Panels();
    panels.svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\"><title>Where gradients vanish</title>\n"
            .formatted(2 * WIDTH, 2 * HEIGHT + 24));
    List<Diagram> diagrams = Saturation.diagrams();
    for (int i = 0; i < diagrams.size(); i++) {
      panels.draw(diagrams.get(i), i % 2 * WIDTH, i / 2 * HEIGHT);
    }
    panels.text(
        48,
        2 * HEIGHT + 8,
        "start",
        12,
        "var(--muted)",
        "Shaded: the slope of the solid curve is less than " + Saturation.VANISHED + ".");
    return panels.svg.append("</svg>").toString();
  }

  private void draw(Diagram diagram, int left, int top) {
    double[] z = Saturation.scores();
    double low = 0;
    double high = 0;
    for (Curve curve : diagram.curves()) {
      for (double at : z) {
        low = Math.min(low, diagram.line(curve).applyAsDouble(at));
        high = Math.max(high, diagram.line(curve).applyAsDouble(at));
      }
    }
    double margin = 0.05 * (high - low);
    int bottom = top + HEIGHT - 96;
    Axis x = new Axis(-Saturation.END, Saturation.END, left + 48, left + WIDTH - 16);
    Axis y = new Axis(low - margin, high + margin, bottom, top + 40);
    text(left + 48, top + 24, "start", 14, "var(--ink)", diagram.title());
    for (double[] span : Saturation.vanished(diagram.curves().getFirst())) {
      svg.append(
          "<rect x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\" fill=\"#808080\" fill-opacity=\".16\"/>\n"
              .formatted(
                  Svg.at(x.at(span[0])),
                  top + 40,
                  Svg.at(x.at(span[1]) - x.at(span[0])),
                  bottom - top - 40));
    }
    for (double tick : y.ticks(5)) {
      svg.append(
          "<path d=\"M%d %sH%d\" stroke=\"var(--line)\"/>\n"
              .formatted(left + 48, Svg.at(y.at(tick)), left + WIDTH - 16));
      text(left + 42, y.at(tick) + 4, "end", 12, "var(--muted)", Svg.number(tick, 3));
    }
    for (double tick : x.ticks(6)) {
      text(x.at(tick), bottom + 18, "middle", 12, "var(--muted)", Svg.number(tick, 3));
    }
    text(x.at(0), bottom + 34, "middle", 12, "var(--muted)", "z");
    for (int i = 0; i < diagram.curves().size(); i++) {
      curve(diagram, i, x, y);
      legend(diagram, i, left + 48, bottom + 52 + 16 * i);
    }
  }

  private void curve(Diagram diagram, int number, Axis x, Axis y) {
    List<double[]> points = new ArrayList<>();
    for (double z : Saturation.scores()) {
      points.add(
          new double[] {
            x.at(z), y.at(diagram.line(diagram.curves().get(number)).applyAsDouble(z))
          });
    }
    svg.append(stroke(number, Svg.line(points)));
  }

  private static String stroke(int number, String d) {
    return "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\" stroke-dasharray=\"%s\"/>\n"
        .formatted(
            d, COLOURS.get(number), DASHES.get(number).isEmpty() ? "none" : DASHES.get(number));
  }

  private void legend(Diagram diagram, int number, double x, double y) {
    Curve curve = diagram.curves().get(number);
    svg.append(stroke(number, "M%s %sh30".formatted(Svg.at(x), Svg.at(y - 4))));
    String formula = diagram.slopes() ? "" : ":  " + curve.formula();
    text(x + 38, y, "start", 12, "var(--ink)", diagram.label(curve) + formula);
  }

  private void text(double x, double y, String anchor, int size, String colour, String text) {
    svg.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-size=\"%d\" fill=\"%s\">%s</text>\n"
            .formatted(Svg.at(x), Svg.at(y), anchor, size, colour, Html.text(text)));
  }
}
