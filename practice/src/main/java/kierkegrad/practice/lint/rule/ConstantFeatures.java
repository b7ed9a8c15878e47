package kierkegrad.practice.lint.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Group;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Sample;
import kierkegrad.practice.lint.Setup;
import kierkegrad.practice.settings.Setting;

/// Columns should change.
final class ConstantFeatures implements Rule {
  private static final int ENOUGH = 100;
  private static final double SHARE = 0.995;

  @Override
  public String name() {
    return "constant-features";
  }

  @Override
  public String when() {
    return "a column has one value in all training rows, or a number has one value in 99.5 "
        + "% of them (100 rows and more; not of rows of 50 numbers and more)";
  }

  @Override
  public String why() {
    return "What never changes tells nothing about the target, and a value that is met "
        + "twice is learnt from two rows only, yet is large once it is scaled.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    Sample sample = setup.sample();
    if (sample.isWide()) {
      return Optional.empty();
    }
    List<String> constant =
        sample.groups().stream()
            .filter(g -> most(sample, g) == sample.rows())
            .map(Group::name)
            .toList();
    List<String> nearly =
        sample.rows() < ENOUGH
            ? List.of()
            : sample.groups().stream()
                .filter(Group::numeric)
                .filter(g -> most(sample, g) < sample.rows())
                .filter(g -> most(sample, g) >= SHARE * sample.rows())
                .map(Group::name)
                .toList();
    List<String> names = constant.isEmpty() ? nearly : constant;
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String columns = String.join(", ", names);
    return finds(
        constant.isEmpty() ? Severity.HINT : Severity.WARNING,
        columns
            + (constant.isEmpty()
                ? ": one value stands in at least 99.5 % of the training rows"
                : ": the same value in all training rows"),
        Fix.of(Setting.IGNORE, String.join(",", names), "leave out " + columns));
  }

  /// How many rows have the most frequent value.
  private static long most(Sample sample, Group group) {
    return Arrays.stream(sample.values(group))
        .boxed()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }
}
