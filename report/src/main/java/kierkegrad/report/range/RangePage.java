package kierkegrad.report.range;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import kierkegrad.practice.range.RangeTest;
import kierkegrad.practice.range.RangeTest.Point;
import kierkegrad.practice.settings.Settings;
import kierkegrad.report.page.Facts;
import kierkegrad.report.page.Figure;
import kierkegrad.report.page.Page;
import kierkegrad.report.page.Part;
import kierkegrad.report.page.Section;
import kierkegrad.report.page.Table;
import kierkegrad.report.svg.Svg;

/// A range test as a page.
public final class RangePage {
  private static final int ROWS = 40;

  private RangePage() {}

  /// The page.
  ///
  /// @param name of the data
  /// @param settings of the run that was tested
  public static Page of(
      String name, RangeTest test, Settings settings, SequencedMap<String, String> environment) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("suggested rate", Svg.number(test.suggestion(), 2));
    facts.put("steepest at", Svg.number(test.steepest().lr(), 2));
    facts.put("lowest loss at", Svg.number(test.lowest().lr(), 2));
    facts.put("steps", String.valueOf(test.points().size()));
    String doubt =
        test.isTelling()
            ? ""
            : " The loss hardly fell, so the suggestion is worth little: try more --steps.";
    return new Page("Learning rates on " + name)
        .subtitle("A range test: the rate grows from step to step until the training diverges.")
        .style(
            "#curve svg { display: block; min-width: 34rem; width: 100%; height: auto; }\n"
                + ".scroll + .scroll { margin-top: 1.75rem; }\n")
        .add(new Facts(facts))
        .add(
            new Section(
                "curve",
                "Loss over learning rate",
                new Figure(
                    new RangePicture(name, test).svg(),
                    "Thin: the loss of every step. Thick: smoothed. Dots: where it falls most"
                        + " steeply, and where it is lowest."),
                Part.paragraph(
                    "Far left the steps are too small to change anything; then the loss falls; at"
                        + " the right it rises, because steps jump over the minimum. The suggestion"
                        + " is a tenth of the rate with the lowest smoothed loss. The test ended"
                        + " because "
                        + test.ending()
                        + "."
                        + doubt)))
        .add(new Section("numbers", "Numbers", table(test)))
        .add(
            new Section(
                "settings",
                "Settings and environment",
                entries("Settings", settings.toMap()),
                entries("Environment", environment)))
        .data("range", test.toMap());
  }

  private static Table table(RangeTest test) {
    List<List<String>> rows = new ArrayList<>();
    int every = Math.ceilDiv(test.points().size(), ROWS);
    for (int i = 0; i < test.points().size(); i += every) {
      Point point = test.points().get(i);
      rows.add(
          List.of(
              Svg.number(point.lr(), 3),
              String.format(Locale.ROOT, "%.4f", point.loss()),
              String.format(Locale.ROOT, "%.4f", point.smoothed())));
    }
    return new Table("Steps of the test", List.of("learning rate", "loss", "smoothed"), rows);
  }

  private static Table entries(String caption, SequencedMap<String, String> values) {
    return new Table(
        caption,
        List.of("what", "value"),
        values.entrySet().stream().map(e -> List.of(e.getKey(), e.getValue())).toList());
  }
}
