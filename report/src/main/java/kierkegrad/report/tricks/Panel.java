package kierkegrad.report.tricks;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.tricks.Attempt;
import kierkegrad.practice.tricks.Outcome;
import kierkegrad.report.page.Html;
import kierkegrad.report.svg.Axis;
import kierkegrad.report.svg.Svg;

/// The test error of one variant over its epochs, beside the baseline's: the mean, and a band from
/// the best to the worst seed.
///
/// @param outcome the variant
/// @param baseline what it is compared with
/// @param scale of the errors
record Panel(Outcome outcome, Outcome baseline, Scale scale) {
  static final int WIDTH = 320;
  static final int HEIGHT = 210;
  private static final int LEFT = 46;
  private static final int RIGHT = WIDTH - 10;
  private static final int TOP = 30;
  private static final int BOTTOM = HEIGHT - 36;

  /// What goes inside an `<svg>` element of that size.
  String content() {
    int epochs = epochs(baseline);
    Axis x = new Axis(0, epochs, LEFT, RIGHT);
    Axis y = scale.axis(BOTTOM, TOP);
    StringBuilder svg = new StringBuilder();
    svg.append(text(8, 16, "start", 13, "var(--ink)", outcome.title()));
    for (double tick : scale.ticks()) {
      double at = Scale.at(y, tick);
      svg.append(
          "<path d=\"M%d %sH%d\" stroke=\"var(--line)\"/>\n".formatted(LEFT, Svg.at(at), RIGHT));
      svg.append(text(LEFT - 5, at + 4, "end", 11, "var(--muted)", scale.label(tick)));
    }
    for (double tick : x.ticks(4)) {
      svg.append(text(x.at(tick), BOTTOM + 15, "middle", 11, "var(--muted)", Svg.number(tick, 4)));
    }
    svg.append(text((LEFT + RIGHT) / 2.0, BOTTOM + 30, "middle", 11, "var(--muted)", "epoch"));
    svg.append(curve(baseline, x, y, "var(--muted)", "4 3"));
    if (outcome.trick().isPresent()) {
      svg.append(curve(outcome, x, y, "var(--blue)", "none"));
    }
    return svg.toString();
  }

  String svg() {
    return "<svg viewBox=\"0 0 %d %d\" role=\"img\"><title>%s</title>\n%s</svg>\n"
        .formatted(WIDTH, HEIGHT, Html.text(description()), content());
  }

  private String description() {
    return "Test error by epoch: %s, beside the baseline".formatted(outcome.title());
  }

  private static int epochs(Outcome outcome) {
    return Math.max(1, outcome.settings().get(Setting.EPOCHS));
  }

  private static String curve(Outcome outcome, Axis x, Axis y, String colour, String dashes) {
    List<double[]> means = new ArrayList<>();
    List<double[]> lows = new ArrayList<>();
    List<double[]> highs = new ArrayList<>();
    int length =
        outcome.attempts().stream().mapToInt(attempt -> attempt.scores().size()).max().orElse(0);
    for (int i = 0; i < length; i++) {
      int epoch = i;
      double[] errors =
          outcome.attempts().stream()
              .filter(attempt -> attempt.scores().size() > epoch)
              .mapToDouble(attempt -> error(attempt, epoch))
              .sorted()
              .toArray();
      double mean = java.util.Arrays.stream(errors).average().orElse(1);
      means.add(new double[] {x.at(i + 1), Scale.at(y, mean)});
      lows.add(new double[] {x.at(i + 1), Scale.at(y, errors[0])});
      highs.add(new double[] {x.at(i + 1), Scale.at(y, errors[errors.length - 1])});
    }
    if (means.isEmpty()) {
      return "";
    }
    List<double[]> band = new ArrayList<>(lows);
    band.addAll(highs.reversed());
    String line =
        means.size() == 1
            ? "<circle cx=\"%s\" cy=\"%s\" r=\"3.5\" fill=\"%s\"/>\n"
                .formatted(Svg.at(means.getFirst()[0]), Svg.at(means.getFirst()[1]), colour)
            : "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\"/>\n"
                .formatted(Svg.line(means), colour, dashes);
    return "<path d=\"%sZ\" fill=\"%s\" fill-opacity=\".18\"/>\n".formatted(Svg.line(band), colour)
        + line;
  }

  private static double error(Attempt attempt, int epoch) {
    return Scale.error(attempt.scores().get(epoch), attempt.step());
  }

  static String text(double x, double y, String anchor, int size, String colour, String text) {
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-size=\"%d\" fill=\"%s\">%s</text>\n"
        .formatted(Svg.at(x), Svg.at(y), anchor, size, colour, Html.text(text));
  }
}
