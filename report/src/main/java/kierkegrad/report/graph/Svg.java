package kierkegrad.report.graph;

import java.util.List;
import java.util.Locale;
import kierkegrad.report.page.Html;
import kierkegrad.report.page.Resources;

/// Draws a layout as SVG. Colours are CSS custom properties, with plain colours for programs that
/// do not know them.
public final class Svg {
  private static final double ROUND = 7;
  private static final double HEAD = 7;

  private Svg() {}

  /// The rules that a page needs for [#inline] pictures.
  public static String style() {
    return Resources.text(Svg.class, "graph.css");
  }

  /// A file of its own, which follows the light and dark scheme.
  public static String file(Layout layout) {
    String style = "<style>" + Resources.text(Svg.class, "file.css") + style() + "</style>\n";
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element(layout, style);
  }

  /// An element of a page that has the rules of [#style].
  public static String inline(Layout layout) {
    return element(layout, "");
  }

  private static String element(Layout layout, String style) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"graph\" role=\"img\" viewBox=\"0 0 %s %s\" width=\"%s\" height=\"%s\" font-family=\"system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif\">\n",
            layout.width(), layout.height(), layout.width(), layout.height()));
    svg.append("<title>").append(Html.text(layout.picture().title())).append("</title>\n");
    svg.append(style);
    if (!style.isEmpty()) {
      svg.append("<rect class=\"paper\" width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    }
    layout.picture().groups().forEach(frame -> frame(svg, layout, frame));
    layout.routes().forEach(route -> route(svg, route));
    layout.picture().boxes().forEach(box -> box(svg, layout, box));
    layout.picture().groups().forEach(frame -> title(svg, layout, frame));
    layout.routes().forEach(route -> label(svg, route));
    return svg.append("</svg>\n").toString();
  }

  private static void frame(StringBuilder svg, Layout layout, Picture.Frame frame) {
    Layout.Place place = layout.frames().get(frame.path());
    if (place == null) {
      return;
    }
    svg.append(
        format(
            "<rect class=\"frame\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"10\" fill=\"#f6f7f9\" stroke=\"#c6ccd5\"/>\n",
            place.x(), place.y(), place.width(), place.height()));
  }

  /// Above the arrows that cross it.
  private static void title(StringBuilder svg, Layout layout, Picture.Frame frame) {
    Layout.Place place = layout.frames().get(frame.path());
    if (place == null) {
      return;
    }
    open(svg, frame.link());
    svg.append(
        format(
            "<text class=\"frame-title\" x=\"%s\" y=\"%s\" font-size=\"12\" font-weight=\"600\" fill=\"#5a6370\">",
            place.x() + Texts.PAD_X, place.y() + 20));
    svg.append(Html.text(frame.title())).append("</text>\n");
    close(svg, frame.link());
  }

  private static void open(StringBuilder svg, String link) {
    if (!link.isEmpty()) {
      svg.append("<a href=\"").append(Html.text(link)).append("\">\n");
    }
  }

  private static void close(StringBuilder svg, String link) {
    if (!link.isEmpty()) {
      svg.append("</a>\n");
    }
  }

  private static void box(StringBuilder svg, Layout layout, Picture.Box box) {
    Layout.Place place = layout.boxes().get(box.id());
    if (place == null) {
      return;
    }
    Look look = Look.of(box.kind());
    open(svg, box.link());
    svg.append("<g class=\"box ").append(look.name).append("\" data-id=\"");
    svg.append(Html.text(box.id())).append("\">\n");
    if (!box.note().isEmpty()) {
      svg.append("<title>").append(Html.text(box.note())).append("</title>\n");
    }
    if (box.kind() == Picture.Kind.GROUP) {
      // A stack: there is more inside.
      rectangle(svg, place, look, 4, " class=\"behind\"");
    }
    rectangle(svg, place, look, 0, "");
    for (int i = 0; i < box.lines().size(); i++) {
      boolean heading = i == 0;
      svg.append(
          format(
              "<text x=\"%s\" y=\"%s\" text-anchor=\"middle\" class=\"%s\" font-size=\"%s\" %sfill=\"%s\">",
              place.x() + place.width() / 2,
              place.y() + Texts.PAD_Y + Texts.LINE * i + 13,
              heading ? "heading" : "line",
              heading ? Texts.HEADING : Texts.BODY,
              heading ? "font-weight=\"600\" " : "",
              heading ? "#16191d" : "#5a6370"));
      svg.append(Html.text(box.lines().get(i))).append("</text>\n");
    }
    svg.append("</g>\n");
    close(svg, box.link());
  }

  private static void rectangle(
      StringBuilder svg, Layout.Place place, Look look, double shift, String more) {
    svg.append(
        format(
            "<rect%s x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.5\"%s/>\n",
            more,
            place.x() + shift,
            place.y() + shift,
            place.width(),
            place.height(),
            look.round ? place.height() / 2 : 7,
            look.fill,
            look.stroke,
            look.dashed ? " stroke-dasharray=\"4 3\"" : ""));
  }

  /// How kinds look, in the colours of the light scheme.
  private enum Look {
    INPUT("input", true, "#e8f2f9", "#0072b2", false),
    PARAMETER("parameter", true, "#e6f5f0", "#009e73", false),
    CONSTANT("constant", true, "#ffffff", "#8a93a0", true),
    OPERATION("operation", false, "#ffffff", "#5a6370", false),
    GRADIENT("gradient", false, "#fdf0e6", "#d55e00", false),
    OUTPUT("output", true, "#f4e9f1", "#a8578a", false),
    GROUP("group", false, "#eef1f5", "#16191d", false),
    OUTSIDE("outside", false, "#ffffff", "#8a93a0", true);

    private final String name;
    private final boolean round;
    private final String fill;
    private final String stroke;
    private final boolean dashed;

    Look(String name, boolean round, String fill, String stroke, boolean dashed) {
      this.name = name;
      this.round = round;
      this.fill = fill;
      this.stroke = stroke;
      this.dashed = dashed;
    }

    static Look of(Picture.Kind kind) {
      return valueOf(kind.name());
    }
  }

  private static void route(StringBuilder svg, Layout.Route route) {
    List<Layout.Point> points = route.points();
    if (points.size() < 2) {
      return;
    }
    svg.append("<path class=\"arrow\" fill=\"none\" stroke=\"#7b8592\" stroke-width=\"1.5\" d=\"");
    svg.append(path(points)).append("\"/>\n");
    Layout.Point end = points.getLast();
    Layout.Point before = points.get(points.size() - 2);
    double length = Math.hypot(end.x() - before.x(), end.y() - before.y());
    double dx = length == 0 ? 0 : (end.x() - before.x()) / length;
    double dy = length == 0 ? 1 : (end.y() - before.y()) / length;
    svg.append(
        format(
            "<path class=\"head\" fill=\"#7b8592\" d=\"M%s %sL%s %sL%s %sZ\"/>\n",
            end.x(),
            end.y(),
            end.x() - HEAD * dx - HEAD / 2 * dy,
            end.y() - HEAD * dy + HEAD / 2 * dx,
            end.x() - HEAD * dx + HEAD / 2 * dy,
            end.y() - HEAD * dy - HEAD / 2 * dx));
  }

  /// A line with rounded corners.
  private static String path(List<Layout.Point> points) {
    Layout.Point first = points.getFirst();
    StringBuilder path = new StringBuilder(format("M%s %s", first.x(), first.y()));
    for (int i = 1; i < points.size() - 1; i++) {
      Layout.Point corner = points.get(i);
      Layout.Point from = towards(corner, points.get(i - 1));
      Layout.Point to = towards(corner, points.get(i + 1));
      path.append(
          format("L%s %sQ%s %s %s %s", from.x(), from.y(), corner.x(), corner.y(), to.x(), to.y()));
    }
    Layout.Point last = points.getLast();
    return path.append(format("L%s %s", last.x(), last.y())).toString();
  }

  private static Layout.Point towards(Layout.Point corner, Layout.Point other) {
    double length = Math.hypot(other.x() - corner.x(), other.y() - corner.y());
    double part = length == 0 ? 0 : Math.min(ROUND, length / 2) / length;
    return new Layout.Point(
        corner.x() + part * (other.x() - corner.x()), corner.y() + part * (other.y() - corner.y()));
  }

  private static void label(StringBuilder svg, Layout.Route route) {
    route
        .label()
        .ifPresent(place ->
            svg.append(
                    format(
                        "<text class=\"label\" x=\"%s\" y=\"%s\" text-anchor=\"middle\" font-size=\"12\" fill=\"#5a6370\">",
                        place.x() + place.width() / 2, place.y() + 12))
                .append(Html.text(route.arrow().label()))
                .append("</text>\n"));
  }

  /// Numbers with at most one decimal.
  private static String format(String pattern, Object... values) {
    Object[] texts = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      texts[i] = values[i] instanceof Double number ? number(number) : values[i];
    }
    return pattern.formatted(texts);
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
