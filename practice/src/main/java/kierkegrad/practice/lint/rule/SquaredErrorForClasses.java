package kierkegrad.practice.lint.rule;

import java.util.Arrays;
import java.util.Optional;
import kierkegrad.loss.HuberLoss;
import kierkegrad.loss.L1Loss;
import kierkegrad.loss.Loss;
import kierkegrad.loss.MSELoss;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Setup;
import kierkegrad.practice.network.Output;
import kierkegrad.practice.settings.LossChoice;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// Classes are learnt by cross-entropy.
final class SquaredErrorForClasses implements Rule {
  @Override
  public String name() {
    return "squared-error-for-classes";
  }

  @Override
  public String when() {
    return "a loss for numbers (mse, l1, huber) is minimised for classes; named with the "
        + "sigmoid or softmax before it, if there is one";
  }

  @Override
  public String why() {
    return "The slope of the squared error has the factor σ′ of the sigmoid or softmax, "
        + "which is nearly 0 where the network is sure and wrong; that of cross-entropy "
        + "is p − t.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    Loss plain = setup.plainLoss();
    boolean numbers =
        plain instanceof MSELoss || plain instanceof L1Loss || plain instanceof HuberLoss;
    if (!numbers || !(setup.isClassification() || isOneHot(setup))) {
      return Optional.empty();
    }
    Optional<Outputs> kind =
        setup.signal().output().filter(o -> o.rank() == 2).map(o -> Outputs.of(setup, o));
    String before =
        kind.filter(k -> k == Outputs.SIGMOIDS || k == Outputs.PROBABILITIES)
            .map(k -> k == Outputs.SIGMOIDS ? " of a sigmoid" : " of a softmax")
            .orElse("");
    return finds(
        Severity.WARNING,
        "%s%s is minimised for classes".formatted(name(plain), before),
        new Fix(
            Settings.NONE
                .with(Setting.LOSS, LossChoice.CROSS_ENTROPY)
                .with(Setting.OUTPUT, Output.NONE),
            "use CrossEntropyLoss on logits, with class numbers as targets"));
  }

  private static String name(Loss loss) {
    return switch (loss) {
      case MSELoss _ -> "the squared error";
      case L1Loss _ -> "the absolute error";
      default -> "the Huber loss";
    };
  }

  /// Whether targets are rows of zeros with a single 1.
  private static boolean isOneHot(Setup setup) {
    Tensor y = setup.train().all().y();
    if (y.rank() != 2 || y.size(1) < 2) {
      return false;
    }
    double[] values = y.to(DType.F64).toDoubleArray();
    return Arrays.stream(values).allMatch(v -> v == 0 || v == 1)
        && Arrays.stream(values).sum() == y.size(0)
        && y.sum(1).eq(1).all();
  }
}
