package kierkegrad.report.surface;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kierkegrad.landscape.LossSurface;
import kierkegrad.report.page.Html;
import kierkegrad.report.svg.Axis;
import kierkegrad.report.svg.Svg;

/// The picture: bands between contour lines, the way on them, axes, and a scale of colours below.
final class SurfacePicture {
  static final int WIDTH = 480;
  static final int HEIGHT = 532;
  static final int LEFT = 56;
  static final int RIGHT = 466;
  static final int TOP = 10;
  static final int BOTTOM = 390;
  private static final int SCALE = 452;

  private final LossSurface surface;
  private final Optional<Way> way;
  private final Surface names;
  private final Axis x;
  private final Axis y;
  private final ContourMap map;
  private final Levels levels;
  private final StringBuilder svg = new StringBuilder();

  SurfacePicture(Surface names) {
    this.names = names;
    this.surface = names.surface();
    this.way = names.way();
    double[] alpha = surface.alpha().toDoubleArray();
    double[] beta = surface.beta().toDoubleArray();
    this.x = new Axis(alpha[0], alpha[alpha.length - 1], LEFT, RIGHT);
    this.y = new Axis(beta[0], beta[beta.length - 1], BOTTOM, TOP);
    this.map = new ContourMap(names.rows(), LEFT, RIGHT, TOP, BOTTOM);
    this.levels = map.levels();
  }

  String svg() {
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" class=\"surface\">\n<title>%s</title>\n"
            .formatted(WIDTH, HEIGHT, Html.text(names.title())));
    svg.append(map.svg());
    axes();
    way.ifPresent(this::way);
    star(x.at(0), y.at(0), "the trained weights: loss " + Svg.number(surface.center(), 4));
    scale();
    legend();
    return svg.append("</svg>").toString();
  }

  private void axes() {
    svg.append("<g font-size=\"12\" fill=\"var(--muted)\" stroke=\"none\">\n");
    for (double tick : x.ticks(5)) {
      svg.append(tick(x.at(tick), BOTTOM, 0, 5));
      text(x.at(tick), BOTTOM + 19, "middle", Svg.number(tick, 3));
    }
    for (double tick : y.ticks(6)) {
      svg.append(tick(LEFT, y.at(tick), -5, 0));
      text(LEFT - 8, y.at(tick) + 4, "end", Svg.number(tick, 3));
    }
    svg.append("</g>\n<g font-size=\"13\" fill=\"var(--ink)\">\n");
    text((LEFT + RIGHT) / 2.0, BOTTOM + 39, "middle", names.across());
    svg.append(
        "<text transform=\"translate(13 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>\n</g>\n"
            .formatted((TOP + BOTTOM) / 2, Html.text(names.up())));
  }

  private static String tick(double x, double y, int dx, int dy) {
    return "<path d=\"M%s %sl%d %d\" stroke=\"var(--muted)\" fill=\"none\"/>\n"
        .formatted(Svg.at(x), Svg.at(y), dx, dy);
  }

  private void text(double x, double y, String anchor, String text) {
    svg.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
            .formatted(Svg.at(x), Svg.at(y), anchor, Html.text(text)));
  }

  private void way(Way way) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < way.size(); i++) {
      points.add(new double[] {x.at(way.alpha(i)), y.at(way.beta(i))});
    }
    String line = Svg.line(points);
    svg.append("<g fill=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\">\n");
    svg.append(
        "<path d=\"%s\" stroke=\"#000\" stroke-opacity=\".55\" stroke-width=\"4\"/>\n"
            .formatted(line));
    svg.append("<path d=\"%s\" stroke=\"#fff\" stroke-width=\"1.8\"/>\n</g>\n".formatted(line));
    for (int i = 1; i < points.size(); i++) {
      svg.append(
          "<circle cx=\"%s\" cy=\"%s\" r=\"2.4\" fill=\"#fff\" stroke=\"#000\" stroke-width=\".7\"><title>after step %,d</title></circle>\n"
              .formatted(Svg.at(points.get(i)[0]), Svg.at(points.get(i)[1]), way.step(i)));
    }
    circle(points.getFirst()[0], points.getFirst()[1], "the first weights");
  }

  private void circle(double cx, double cy, String title) {
    svg.append(
        "<circle cx=\"%s\" cy=\"%s\" r=\"6\" fill=\"#d55e00\" stroke=\"#fff\" stroke-width=\"2\"><title>%s</title></circle>\n"
            .formatted(Svg.at(cx), Svg.at(cy), Html.text(title)));
  }

  private void star(double cx, double cy, String title) {
    StringBuilder d = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      double radius = i % 2 == 0 ? 9 : 3.8;
      double angle = Math.PI * (i / 5.0 - 0.5);
      d.append(i == 0 ? 'M' : 'L')
          .append(Svg.at(cx + radius * Math.cos(angle)))
          .append(' ')
          .append(Svg.at(cy + radius * Math.sin(angle)));
    }
    svg.append(
        "<path d=\"%sZ\" fill=\"#fff\" stroke=\"#000\" stroke-width=\"1.2\" stroke-linejoin=\"round\"><title>%s</title></path>\n"
            .formatted(d, Html.text(title)));
  }

  /// Bands of equal width; the heights between them are below.
  private void scale() {
    int bands = levels.inner().size() + 1;
    double width = (RIGHT - LEFT) / (double) bands;
    svg.append("<g font-size=\"12\" fill=\"var(--ink)\">\n");
    text(LEFT, SCALE - 1, "start", names.measure());
    svg.append("</g>\n");
    for (int i = 0; i < bands; i++) {
      svg.append(
          "<rect x=\"%s\" y=\"%d\" width=\"%s\" height=\"14\" fill=\"%s\"/>\n"
              .formatted(
                  Svg.at(LEFT + i * width),
                  SCALE + 6,
                  Svg.at(width + (i < bands - 1 ? .5 : 0)),
                  levels.colour(i)));
    }
    svg.append("<g font-size=\"11\" fill=\"var(--muted)\">\n");
    for (int i = 1; i < bands; i += 2) {
      svg.append(tick(LEFT + i * width, SCALE + 20, 0, 4));
      text(LEFT + i * width, SCALE + 36, "middle", Svg.number(levels.inner().get(i - 1), 3));
    }
    svg.append("</g>\n");
  }

  private void legend() {
    int line = SCALE + 66;
    svg.append("<g font-size=\"12\" fill=\"var(--ink)\">\n");
    star(LEFT + 9, line - 4, "the trained weights");
    text(LEFT + 24, line, "start", "trained weights");
    if (way.isPresent()) {
      circle(LEFT + 146, line - 4, "the first weights");
      text(LEFT + 158, line, "start", "first weights");
      svg.append(
          "<path d=\"M%d %dh28\" stroke=\"#000\" stroke-opacity=\".55\" stroke-width=\"4\"/><path d=\"M%d %dh28\" stroke=\"#fff\" stroke-width=\"1.8\"/>\n"
              .formatted(LEFT + 264, line - 4, LEFT + 264, line - 4));
      text(LEFT + 300, line, "start", "the descent");
    }
    svg.append("</g>\n");
  }
}
