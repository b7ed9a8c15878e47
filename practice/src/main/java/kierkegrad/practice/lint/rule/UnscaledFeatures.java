package kierkegrad.practice.lint.rule;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Group;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Sample;
import kierkegrad.practice.lint.Setup;
import kierkegrad.practice.settings.Setting;

/// Features should have about the same scale.
final class UnscaledFeatures implements Rule {
  private static final double MOST = 10;

  @Override
  public String name() {
    return "unscaled-features";
  }

  @Override
  public String when() {
    return "the deviations of two numeric columns differ tenfold or more, or the root mean "
        + "square of one is more than 10 (of rows of 50 numbers and more, the latter "
        + "only)";
  }

  @Override
  public String why() {
    return "The slope of the loss in a weight is proportional to the size of its input, so "
        + "one learning rate is too large for the large columns or too small for the "
        + "small ones.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    Sample sample = setup.sample();
    List<Group> numeric = sample.numeric();
    if (numeric.isEmpty()) {
      return Optional.empty();
    }
    Comparator<Group> byScale = Comparator.comparingDouble(g -> deviation(sample, g));
    Group largest = numeric.stream().max(byScale).orElseThrow();
    Group smallest = numeric.stream().min(byScale).orElseThrow();
    Group farthest =
        numeric.stream().max(Comparator.comparingDouble(g -> size(sample, g))).orElseThrow();
    double ratio = deviation(sample, largest) / deviation(sample, smallest);
    String what;
    if (!sample.isWide() && ratio >= MOST) {
      what =
          "%s is %s, and %s is %s: their scales differ by a factor of %,.0f"
              .formatted(
                  largest.name(),
                  told(sample, largest),
                  smallest.name(),
                  told(sample, smallest),
                  ratio);
    } else if (size(sample, farthest) > MOST) {
      what =
          "%s is %s, far from mean 0 and deviation 1"
              .formatted(farthest.name(), told(sample, farthest));
    } else {
      return Optional.empty();
    }
    return finds(
        Severity.WARNING,
        what,
        Fix.of(
            Setting.NORMALIZE,
            true,
            "subtract the mean of the training rows and divide by their deviation, column by column"));
  }

  private static double deviation(Sample sample, Group group) {
    return Sample.deviation(sample.of(group));
  }

  /// The root mean square.
  private static double size(Sample sample, Group group) {
    return Math.hypot(Sample.mean(sample.of(group)), deviation(sample, group));
  }

  private static String told(Sample sample, Group group) {
    return Told.number(Sample.mean(sample.of(group)))
        + " ± "
        + Told.number(deviation(sample, group));
  }
}
