package kierkegrad.optim;

import java.util.List;
import kierkegrad.backend.Update;
import kierkegrad.check.Require;

/// Options of [Adam] and [AdamW].
///
/// @param lr η
/// @param beta1 β₁, the memory of the gradient; 0.9 by default
/// @param beta2 β₂, the memory of its square; 0.999 by default
/// @param eps ε; 1e-8 by default
/// @param weightDecay λ; 0 by default in PyTorch's Adam, 0.01 in its AdamW
/// @param amsgrad whether to divide by the largest second moment so far; false by default
/// @param maximize whether to go up instead of down; false by default
public record AdamOptions(
    double lr,
    double beta1,
    double beta2,
    double eps,
    double weightDecay,
    boolean amsgrad,
    boolean maximize)
    implements Options {
  /// What is remembered, under PyTorch's names.
  static final List<String> MEMORIES =
      List.of(Grouped.STEP, "exp_avg", "exp_avg_sq", "max_exp_avg_sq");

  /// PyTorch's defaults with this learning rate and weight decay.
  public AdamOptions(double lr, double weightDecay) {
    this(lr, 0.9, 0.999, 1e-8, weightDecay, false, false);
  }

  /// @throws IllegalArgumentException if a number is out of range
  public AdamOptions {
    Require.notNegative("adam", "learning rate", lr);
    Require.share("adam", "beta1", beta1);
    Require.share("adam", "beta2", beta2);
    Require.notNegative("adam", "eps", eps);
    Require.notNegative("adam", "weight decay", weightDecay);
  }

  /// With other memories.
  public AdamOptions withBetas(double beta1, double beta2) {
    return new AdamOptions(lr, beta1, beta2, eps, weightDecay, amsgrad, maximize);
  }

  /// With another ε.
  public AdamOptions withEps(double eps) {
    return new AdamOptions(lr, beta1, beta2, eps, weightDecay, amsgrad, maximize);
  }

  /// With another weight decay λ.
  public AdamOptions withWeightDecay(double weightDecay) {
    return new AdamOptions(lr, beta1, beta2, eps, weightDecay, amsgrad, maximize);
  }

  /// With AMSGrad.
  public AdamOptions withAmsgrad() {
    return new AdamOptions(lr, beta1, beta2, eps, weightDecay, true, maximize);
  }

  /// Going up instead of down.
  public AdamOptions withMaximize() {
    return new AdamOptions(lr, beta1, beta2, eps, weightDecay, amsgrad, true);
  }

  Update.Rule rule(double momentum, boolean decoupled) {
    return new Update.Adam(momentum, beta2, eps, weightDecay, decoupled, amsgrad);
  }
}
