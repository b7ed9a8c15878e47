package kierkegrad.report.tricks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import kierkegrad.formats.table.Task;
import kierkegrad.practice.tricks.Attempt;
import kierkegrad.practice.tricks.Comparison;
import kierkegrad.practice.tricks.Findings;
import kierkegrad.practice.tricks.Outcome;
import kierkegrad.report.page.Facts;
import kierkegrad.report.page.Figure;
import kierkegrad.report.page.Page;
import kierkegrad.report.page.Part;
import kierkegrad.report.page.Resources;
import kierkegrad.report.page.Section;
import kierkegrad.report.page.Table;
import kierkegrad.report.svg.Svg;

/// An experiment with the practical tricks as a page.
public final class TricksPage {
  private static final int PANELS = 4;

  private TricksPage() {}

  /// The page.
  ///
  /// @param environment on which machine, with which versions
  public static Page of(Findings findings, SequencedMap<String, String> environment) {
    Scale scale = Scale.of(findings);
    return new Page("The tricks of the trade, on " + findings.data())
        .subtitle(summary(findings))
        .wide()
        .style(Resources.text(TricksPage.class, "tricks.css"))
        .add(facts(findings))
        .add(result(findings, scale))
        .add(table(findings))
        .add(curves(findings, scale))
        .add(settings(findings, environment))
        .data("tricks", findings.toMap());
  }

  /// The errors of all variants and their curves as a picture of its own.
  public static String picture(Findings findings) {
    Scale scale = Scale.of(findings);
    Overview overview = new Overview(findings, scale);
    List<Outcome> shown = tried(findings);
    int gap = 16;
    int width = PANELS * Panel.WIDTH + (PANELS - 1) * gap;
    int top = overview.height() + 20;
    int height = top + Math.ceilDiv(shown.size(), PANELS) * (Panel.HEIGHT + gap);
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\"><title>%s</title>\n"
            .formatted(width, height, width, height, "The tricks, one by one"));
    svg.append(
        "<g transform=\"translate(%d 0)\">%s</g>\n"
            .formatted((width - Overview.WIDTH) / 2, overview.content()));
    for (int i = 0; i < shown.size(); i++) {
      svg.append(
          "<g transform=\"translate(%d %d)\">%s</g>\n"
              .formatted(
                  i % PANELS * (Panel.WIDTH + gap),
                  top + i / PANELS * (Panel.HEIGHT + gap),
                  new Panel(shown.get(i), findings.baseline(), scale).content()));
    }
    return Svg.file(svg.append("</svg>").toString());
  }

  /// Such as `Of 13 changes, 6 are worse than the baseline and none is better, beyond noise.`
  public static String summary(Findings findings) {
    if (tried(findings).isEmpty()) {
      return "Stopped before any change was tried.";
    }
    List<Comparison> real =
        tried(findings).stream().map(findings::comparison).filter(Comparison::isReal).toList();
    long worse = real.stream().filter(c -> c.difference() < 0).count();
    long better = real.size() - worse;
    String text =
        findings.seeds().size() < 2
            ? "One seed shows how each change goes, but not what is noise; use --seeds 5."
            : "Of %d changes, beyond noise %s the test %s and %s it."
                .formatted(
                    tried(findings).size(),
                    worse == 0 ? "none lowers" : worse == 1 ? "1 lowers" : worse + " lower",
                    findings.score(),
                    better == 0 ? "none raises" : better == 1 ? "1 raises" : better + " raise");
    return findings.complete() ? text : "Stopped before its end. " + text;
  }

  private static List<Outcome> tried(Findings findings) {
    return findings.variants().stream().filter(v -> !v.attempts().isEmpty()).toList();
  }

  private static Part facts(Findings findings) {
    int runs = findings.outcomes().stream().mapToInt(o -> o.attempts().size()).sum();
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("baseline's test " + findings.score(), score(findings.baseline(), findings));
    facts.put(
        "rows to train and test",
        "%,d and %,d".formatted(findings.trainRows(), findings.testRows()));
    facts.put("seeds", String.valueOf(findings.seeds().size()));
    facts.put("trainings", String.valueOf(runs));
    facts.put("time", String.format(Locale.ROOT, "%.0f s", findings.seconds()));
    return new Facts(facts);
  }

  private static Section result(Findings findings, Scale scale) {
    return new Section(
        "result",
        "What each change does",
        Part.paragraph(
            "The baseline (dashed line) has all tricks. Below it one thing at a time is removed or"
                + " replaced, and everything else stays: the split, the rows seen, the first random"
                + " numbers. A dot is a training, a bar their mean: orange if worse beyond noise,"
                + " green if better, grey if there is no telling."),
        new Figure(new Overview(findings, scale).svg(), "Errors on rows that were not trained on"));
  }

  private static Section table(Findings findings) {
    boolean numbers = findings.task() == Task.REGRESSION;
    List<String> columns = new ArrayList<>(List.of("change", "test " + findings.score()));
    if (numbers) {
      columns.add("rmse");
    }
    columns.addAll(
        List.of("epochs to target", "seconds", "what the lecture says", "what happened"));
    List<List<String>> rows = new ArrayList<>();
    for (Outcome outcome : findings.outcomes()) {
      List<String> row = new ArrayList<>(List.of(outcome.title(), score(outcome, findings)));
      if (numbers) {
        double rmse = outcome.mean(a -> a.rmse().orElse(Double.NaN));
        row.add(Double.isNaN(rmse) ? "–" : Svg.number(rmse, 4));
      }
      row.add(outcome.target(findings.baseline()));
      row.add(
          outcome.attempts().isEmpty()
              ? "–"
              : String.format(Locale.ROOT, "%.1f", outcome.mean(Attempt::seconds)));
      row.add(outcome.lecture());
      row.add(
          outcome.trick().isEmpty()
              ? "It is what the others are compared with."
              : happened(outcome, findings));
      rows.add(row);
    }
    return new Section(
        "table",
        "The numbers",
        new Table("Mean ± standard deviation over seeds", columns, rows),
        Part.html("<p class=\"aid\">" + method(findings) + "</p>\n"));
  }

  private static String happened(Outcome outcome, Findings findings) {
    String note =
        outcome.note().isEmpty() || outcome.attempts().isEmpty() ? "" : " (" + outcome.note() + ")";
    return findings.finding(outcome) + note;
  }

  private static String method(Findings findings) {
    return "Target: the first epoch after which the test %s is at most one point (0.01) below what the baseline has at the end with the same seed. “Beyond noise” is a paired t-test over the seeds with p &lt; %s; of twenty comparisons without any difference, about one passes it by chance. Seconds are those of the training with its tests, while %s."
        .formatted(findings.score(), Comparison.LEVEL, "other trainings ran beside it");
  }

  private static Section curves(Findings findings, Scale scale) {
    String panels =
        tried(findings).stream()
            .map(outcome ->
                "<figure>" + new Panel(outcome, findings.baseline(), scale).svg() + "</figure>\n")
            .collect(Collectors.joining());
    return new Section(
        "curves",
        "How they learn",
        Part.html(
            "<p class=\"aid\">"
                + "The "
                + scale.name()
                + " after every epoch, on a logarithmic scale that all share. The line is the mean"
                + " over the seeds, the band goes from the best to the worst; blue is the change,"
                + " dashed grey the baseline.</p>\n"
                + "<div class=\"panels\">\n"
                + panels
                + "</div>\n"));
  }

  private static Section settings(Findings findings, SequencedMap<String, String> environment) {
    Outcome baseline = findings.baseline();
    List<List<String>> changes = new ArrayList<>();
    for (Outcome outcome : findings.variants()) {
      String changed = outcome.changes(baseline.settings());
      changes.add(
          List.of(
              outcome.title(),
              outcome.attempts().isEmpty()
                  ? "not tried: " + outcome.note()
                  : outcome.title().contains("sorted")
                      ? changed + ", training rows sorted"
                      : changed));
    }
    return new Section(
        "settings",
        "Settings and environment",
        new Table("What is changed", List.of("change", "settings"), changes),
        entries("Settings of the baseline", baseline.settings().toMap()),
        Part.paragraph(
            "Seeds "
                + findings.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "))
                + ": each decides the split, the first weights and the order of rows."),
        entries("Environment", environment));
  }

  private static Table entries(String caption, SequencedMap<String, String> values) {
    return new Table(
        caption,
        List.of("what", "value"),
        values.entrySet().stream().map(e -> List.of(e.getKey(), e.getValue())).toList());
  }

  /// Such as `0.9722 ± 0.0050`.
  private static String score(Outcome outcome, Findings findings) {
    if (outcome.attempts().isEmpty()) {
      return "–";
    }
    double mean = outcome.mean();
    String text =
        Math.abs(mean) < 1000 ? String.format(Locale.ROOT, "%.4f", mean) : Svg.number(mean, 3);
    double deviation = outcome.deviation();
    String spread =
        Math.abs(deviation) < 1000
            ? String.format(Locale.ROOT, "%.4f", deviation)
            : Svg.number(deviation, 3);
    return (findings.seeds().size() < 2 || Double.isNaN(deviation) ? text : text + " ± " + spread)
        .replace("-", "−");
  }
}
