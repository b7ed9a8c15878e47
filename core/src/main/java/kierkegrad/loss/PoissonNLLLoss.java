package kierkegrad.loss;

import kierkegrad.check.Require;
import kierkegrad.op.Divergence;
import kierkegrad.op.Penalty;
import kierkegrad.tensor.Tensor;

/// Surprise at counts t by Poisson distributions: `eˣ − t · x` for the logarithm x of the mean, `x
/// − t · ln(x + ε)` for the mean itself. PyTorch `PoissonNLLLoss`, but targets are not broadcast.
///
/// @param logInput whether predictions are logarithms; so by default
/// @param full whether to add ln t!, by Stirling's approximation for t > 1; not by default
/// @param eps ε, which keeps the logarithm finite; 10⁻⁸ by default
/// @param reduction what becomes of the losses; their mean by default
public record PoissonNLLLoss(boolean logInput, boolean full, double eps, Reduction reduction)
    implements Loss {
  /// With PyTorch's defaults.
  public PoissonNLLLoss() {
    this(true, false, 1e-8, Reduction.MEAN);
  }

  /// @throws IllegalArgumentException if an option is out of range
  public PoissonNLLLoss {
    Require.notNegative("poisson_nll", "eps", eps);
  }

  /// With predictions that are logarithms, or not.
  public PoissonNLLLoss withLogInput(boolean logInput) {
    return new PoissonNLLLoss(logInput, full, eps, reduction);
  }

  /// With the constant term, or without.
  public PoissonNLLLoss withFull(boolean full) {
    return new PoissonNLLLoss(logInput, full, eps, reduction);
  }

  /// With another ε.
  public PoissonNLLLoss withEps(double eps) {
    return new PoissonNLLLoss(logInput, full, eps, reduction);
  }

  /// With another reduction.
  public PoissonNLLLoss withReduction(Reduction reduction) {
    return new PoissonNLLLoss(logInput, full, eps, reduction);
  }

  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Targets.requireSameShape("poisson_nll", prediction, target);
    Tensor losses =
        Targets.apply(logInput ? Divergence.POISSON : new Penalty.Poisson(eps), prediction, target);
    return reduction.of(full ? losses.add(Targets.apply(Divergence.STIRLING, target)) : losses);
  }
}
