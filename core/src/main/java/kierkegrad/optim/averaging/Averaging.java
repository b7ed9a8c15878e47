package kierkegrad.optim.averaging;

import kierkegrad.check.Require;
import kierkegrad.tensor.Tensor;

/// How an average takes in one more value. PyTorch `avg_fn`.
@FunctionalInterface
public interface Averaging {
  /// The new average.
  ///
  /// @param average of the values so far
  /// @param value the next one
  /// @param count how many values there were so far, at least 1
  Tensor next(Tensor average, Tensor value, long count);

  /// Equal weights, `a + (x − a)/(n + 1)`: stochastic weight averaging (Izmailov et al., 2018).
  /// PyTorch `get_swa_avg_fn`.
  static Averaging swa() {
    return (average, value, count) -> average.add(value.sub(average).div(count + 1.0));
  }

  /// Weights that fade, `δ·a + (1 − δ)·x`. PyTorch `get_ema_avg_fn`, whose δ is 0.999.
  ///
  /// @param decay δ, from 0 to 1
  static Averaging ema(double decay) {
    Require.between("averaging", "decay", decay, 0, 1);
    return (average, value, _) -> average.mul(decay).add(value.mul(1 - decay));
  }
}
