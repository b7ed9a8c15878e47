package kierkegrad.practice.settings;

import java.util.Locale;
import java.util.Optional;
import kierkegrad.formats.table.Task;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.loss.HuberLoss;
import kierkegrad.loss.L1Loss;
import kierkegrad.loss.Loss;
import kierkegrad.loss.MSELoss;
import kierkegrad.loss.NLLLoss;
import kierkegrad.tensor.Tensor;

/// What can be minimised.
public enum LossChoice {
  /// Minus the logarithm of the true class's probability, from logits.
  CROSS_ENTROPY(true),
  /// The same, from logarithms of probabilities.
  NLL(true),
  /// The mean squared error; of classes, from 1 for the true class and 0 for the others.
  MSE(false),
  /// The mean absolute error.
  L1(false),
  /// Squared near 0, absolute beyond 1.
  HUBER(false);

  private final boolean classes;

  LossChoice(boolean classes) {
    this.classes = classes;
  }

  /// Whether it takes logits, or logarithms of probabilities, of classes.
  public boolean ofClasses() {
    return classes;
  }

  /// What is good for a task.
  public static LossChoice usual(Task task) {
    return task == Task.CLASSIFICATION ? CROSS_ENTROPY : MSE;
  }

  /// The loss.
  ///
  /// @param weights of the classes, `[C]`, if they differ
  /// @param smoothing the share of the target that is spread over all classes; 0 for none
  /// @throws SettingException if it does not fit the task
  public Loss create(Task task, int outputs, Optional<Tensor> weights, double smoothing) {
    if (classes && task == Task.REGRESSION) {
      throw new SettingException(
          "--loss %s is for classes, and the target is a number; use --loss mse, l1 or huber"
              .formatted(this));
    }
    if (weights.isPresent() && !classes) {
      throw new SettingException(
          "--class-weights goes with --loss cross-entropy or nll, not with " + this);
    }
    if (smoothing > 0 && this != CROSS_ENTROPY) {
      throw new SettingException(
          "--label-smoothing goes with --loss cross-entropy, not with " + this);
    }
    boolean oneHot = task == Task.CLASSIFICATION;
    return switch (this) {
      case CROSS_ENTROPY ->
          weights
              .map(w -> new CrossEntropyLoss().withWeight(w))
              .orElseGet(CrossEntropyLoss::new)
              .withLabelSmoothing(smoothing);
      case NLL -> weights.map(w -> new NLLLoss().withWeight(w)).orElseGet(NLLLoss::new);
      case MSE -> values(new MSELoss(), oneHot, outputs);
      case L1 -> values(new L1Loss(), oneHot, outputs);
      case HUBER -> values(new HuberLoss(), oneHot, outputs);
    };
  }

  private static Loss values(Loss loss, boolean oneHot, int outputs) {
    return oneHot ? new OneHotLoss(loss, outputs) : loss;
  }

  /// The name on the command line, such as `cross-entropy`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
