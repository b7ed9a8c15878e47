package kierkegrad.report.tune;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.practice.tune.Dimension;
import kierkegrad.practice.tune.Trial;
import kierkegrad.report.page.Html;
import kierkegrad.report.svg.Axis;
import kierkegrad.report.svg.Svg;

/// The scores of all trials over the values of one setting. A trial counts with its longest
/// training; the darker the dot, the longer that was.
///
/// @param dimension the setting
/// @param trials the last training of each
/// @param low the lowest score that is drawn; lower ones lie at the edge
/// @param high the highest
record Scatter(Dimension dimension, List<Trial> trials, double low, double high) {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 220;
  private static final int LEFT = 48;
  private static final int RIGHT = WIDTH - 14;
  private static final int TOP = 30;
  private static final int BOTTOM = HEIGHT - 34;

  String svg() {
    double margin = 0.06 * (high - low);
    Axis y = new Axis(low - margin, high + margin, BOTTOM, TOP);
    String name = dimension.setting().name();
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\"><title>Scores over %s</title>\n"
            .formatted(WIDTH, HEIGHT, Html.text(name)));
    svg.append(text(8, 16, "start", 13, "var(--ink)", name));
    for (double tick : y.ticks(4)) {
      svg.append(
          "<path d=\"M%d %sH%d\" stroke=\"var(--line)\"/>\n"
              .formatted(LEFT, Svg.at(y.at(tick)), RIGHT));
      svg.append(text(LEFT - 5, y.at(tick) + 4, "end", 11, "var(--muted)", Svg.number(tick, 3)));
    }
    switch (dimension) {
      case Dimension.Choice choice -> choices(svg, choice, y);
      case Dimension.Range range -> numbers(svg, range, y);
    }
    return svg.append("</svg>\n").toString();
  }

  private void choices(StringBuilder svg, Dimension.Choice choice, Axis y) {
    double width = (double) (RIGHT - LEFT) / choice.values().size();
    for (int i = 0; i < choice.values().size(); i++) {
      double at = LEFT + (i + 0.5) * width;
      String label = choice.values().get(i);
      int drop = choice.values().size() > 4 && i % 2 == 1 ? 28 : 15;
      svg.append(text(at, BOTTOM + drop, "middle", 11, "var(--muted)", label));
      int count = 0;
      for (Trial trial : trials) {
        if (label.equals(value(trial))) {
          // Side by side, so that equal scores can be seen.
          double shift = (count++ % 5 - 2) * Math.min(6, width / 8);
          dot(svg, at + shift, y, trial);
        }
      }
    }
  }

  private void numbers(StringBuilder svg, Dimension.Range range, Axis y) {
    boolean log = range.logarithmic();
    Axis x = new Axis(place(range.low(), log), place(range.high(), log), LEFT + 8.0, RIGHT - 8.0);
    List<Double> ticks = new ArrayList<>();
    if (log) {
      for (int p = (int) Math.ceil(x.from() - 1e-9); p <= x.to() + 1e-9; p++) {
        ticks.add((double) p);
      }
    } else {
      ticks.addAll(x.ticks(5));
    }
    for (double tick : ticks) {
      String label =
          log ? "1e" + (tick < 0 ? "−" : "") + (int) Math.abs(tick) : Svg.number(tick, 3);
      svg.append(text(x.at(tick), BOTTOM + 15, "middle", 11, "var(--muted)", label));
    }
    for (Trial trial : trials) {
      dot(svg, x.at(place(Double.parseDouble(value(trial)), log)), y, trial);
    }
  }

  private static double place(double value, boolean log) {
    return log ? Math.log10(value) : value;
  }

  private String value(Trial trial) {
    return trial.drawn().toMap().getOrDefault(dimension.setting().name(), "");
  }

  private void dot(StringBuilder svg, double x, Axis y, Trial trial) {
    boolean best = trial.equals(trials.getFirst());
    svg.append(
        "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\" fill-opacity=\"%s\"/>\n"
            .formatted(
                Svg.at(x),
                Svg.at(y.at(Math.clamp(trial.score(), low, high))),
                best ? "6" : "4",
                best ? "var(--vermilion)" : "var(--blue)",
                Svg.at(Math.min(1, 0.3 + 0.25 * trial.rung()))));
  }

  private static String text(
      double x, double y, String anchor, int size, String colour, String text) {
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-size=\"%d\" fill=\"%s\">%s</text>\n"
        .formatted(Svg.at(x), Svg.at(y), anchor, size, colour, Html.text(text));
  }
}
