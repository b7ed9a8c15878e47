package kierkegrad.report.tricks;

import java.util.List;
import kierkegrad.practice.tricks.Attempt;
import kierkegrad.practice.tricks.Comparison;
import kierkegrad.practice.tricks.Findings;
import kierkegrad.practice.tricks.Outcome;
import kierkegrad.report.svg.Axis;
import kierkegrad.report.svg.Svg;

/// All variants below each other: a dot for the error of every seed at the end, a line at the mean.
record Overview(Findings findings, Scale scale) {
  static final int WIDTH = 860;
  private static final int LABELS = 250;
  private static final int RIGHT = WIDTH - 24;
  private static final int ROW = 27;
  private static final int TOP = 14;

  List<Outcome> shown() {
    return findings.outcomes().stream().filter(o -> !o.attempts().isEmpty()).toList();
  }

  int height() {
    return TOP + ROW * shown().size() + 48;
  }

  String svg() {
    return "<svg viewBox=\"0 0 %d %d\" role=\"img\"><title>Error on test rows of every variant</title>\n%s</svg>\n"
        .formatted(WIDTH, height(), content());
  }

  String content() {
    List<Outcome> outcomes = shown();
    Axis x = scale.axis(LABELS, RIGHT);
    int bottom = TOP + ROW * outcomes.size();
    StringBuilder svg = new StringBuilder();
    for (double tick : scale.ticks()) {
      double at = Scale.at(x, tick);
      svg.append(
          "<path d=\"M%s %dV%d\" stroke=\"var(--line)\"/>\n".formatted(Svg.at(at), TOP, bottom));
      svg.append(Panel.text(at, bottom + 17, "middle", 12, "var(--muted)", scale.label(tick)));
    }
    svg.append(
        Panel.text(
            (LABELS + RIGHT) / 2.0,
            bottom + 36,
            "middle",
            12,
            "var(--muted)",
            scale.name() + " (logarithmic; less is better)"));
    double base = Scale.at(x, Scale.error(findings.baseline().mean(), 0));
    svg.append(
        "<path d=\"M%s %dV%d\" stroke=\"var(--muted)\" stroke-dasharray=\"4 3\"/>\n"
            .formatted(Svg.at(base), TOP, bottom));
    for (int i = 0; i < outcomes.size(); i++) {
      row(svg, outcomes.get(i), x, TOP + ROW * i + ROW / 2.0);
    }
    return svg.toString();
  }

  private void row(StringBuilder svg, Outcome outcome, Axis x, double y) {
    String colour = colour(outcome);
    svg.append(Panel.text(LABELS - 12, y + 4, "end", 13, "var(--ink)", outcome.title()));
    for (Attempt attempt : outcome.attempts()) {
      svg.append(
          "<circle cx=\"%s\" cy=\"%s\" r=\"5\" fill=\"%s\" fill-opacity=\".45\"/>\n"
              .formatted(
                  Svg.at(Scale.at(x, Scale.error(attempt.score(), attempt.step()))),
                  Svg.at(y),
                  colour));
    }
    double step = outcome.attempts().getFirst().step();
    svg.append(
        "<path d=\"M%s %sv16\" stroke=\"%s\" stroke-width=\"3\"/>\n"
            .formatted(
                Svg.at(Scale.at(x, Scale.error(outcome.mean(), step))), Svg.at(y - 8), colour));
  }

  /// Orange if it is worse beyond noise, green if it is better.
  private String colour(Outcome outcome) {
    if (outcome.trick().isEmpty()) {
      return "var(--ink)";
    }
    Comparison comparison = findings.comparison(outcome);
    if (!comparison.isReal()) {
      return "var(--muted)";
    }
    return comparison.difference() < 0 ? "var(--vermilion)" : "var(--green,#009e73)";
  }
}
