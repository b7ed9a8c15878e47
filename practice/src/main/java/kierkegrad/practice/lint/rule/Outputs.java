package kierkegrad.practice.lint.rule;

import java.util.Locale;
import kierkegrad.practice.lint.Setup;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// What a model's outputs are, by their values: whatever made them.
enum Outputs {
  /// Rows of numbers from 0 to 1 whose sum is 1.
  PROBABILITIES,
  /// Logarithms of such.
  LOG_PROBABILITIES,
  /// Numbers from 0 to 1 that a sigmoid made.
  SIGMOIDS,
  /// Anything else.
  OTHER;

  private static final double NEAR = 1e-4;

  static Outputs of(Setup setup, Tensor output) {
    Tensor y = output.detach().to(DType.F64);
    boolean several = y.size(1) > 1;
    if (several && y.ge(0).all() && isOne(y.sum(1))) {
      return PROBABILITIES;
    }
    if (several && y.le(0).all() && isOne(y.exp().sum(1))) {
      return LOG_PROBABILITIES;
    }
    String last = output.op().map(op -> op.opName().toLowerCase(Locale.ROOT)).orElse("");
    return last.equals("sigmoid") && setup.signal().output().isPresent() ? SIGMOIDS : OTHER;
  }

  private static boolean isOne(Tensor sums) {
    return sums.sub(1).abs().le(NEAR).all();
  }
}
