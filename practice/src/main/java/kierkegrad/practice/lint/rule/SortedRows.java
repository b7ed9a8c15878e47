package kierkegrad.practice.lint.rule;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Setup;
import kierkegrad.practice.settings.Setting;

/// Rows should come in mixed order.
final class SortedRows implements Rule {
  @Override
  public String name() {
    return "sorted-rows";
  }

  @Override
  public String when() {
    return "rows are not shuffled, a batch is not all of them, and neighbours have "
        + "different classes less than half as often as in a mixed order";
  }

  @Override
  public String why() {
    return "A step then sees one class only and unlearns the others, so the weights swing "
        + "from class to class.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    if (setup.shuffled().orElse(true) || !setup.isClassification()) {
      return Optional.empty();
    }
    int[] labels = setup.train().all().y().toIntArray();
    int rows = labels.length;
    if (rows < 10 || setup.batch().orElse(1) >= rows) {
      return Optional.empty();
    }
    long changes = IntStream.range(1, rows).filter(i -> labels[i] != labels[i - 1]).count();
    double same =
        Arrays.stream(setup.counts()).mapToDouble(n -> Math.pow((double) n / rows, 2)).sum();
    double expected = (1 - same) * (rows - 1);
    if (changes >= expected / 2) {
      return Optional.empty();
    }
    return finds(
        Severity.WARNING,
        "rows stand in order of their classes (%d changes, %.0f in a mixed order) and are not shuffled"
            .formatted(changes, expected),
        Fix.of(Setting.SHUFFLE, true, "shuffle the rows: new Loader(rows, batch).shuffled(seed)"));
  }
}
