package kierkegrad.loss;

import kierkegrad.check.Require;
import kierkegrad.op.Divergence;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Surprise at t by normal distributions of mean x and variance v: `½(ln v + (x − t)²/v)`, where v
/// counts as ε at least. PyTorch `GaussianNLLLoss`.
///
/// @param full whether to add the constant `½ ln 2π`; not by default
/// @param eps ε, the least variance; 10⁻⁶ by default
/// @param reduction what becomes of the losses; their mean by default
public record GaussianNLLLoss(boolean full, double eps, Reduction reduction) {
  /// With PyTorch's defaults.
  public GaussianNLLLoss() {
    this(false, 1e-6, Reduction.MEAN);
  }

  /// @throws IllegalArgumentException if an option is out of range
  public GaussianNLLLoss {
    Require.positive("gaussian_nll", "eps", eps);
  }

  /// With the constant term, or without.
  public GaussianNLLLoss withFull(boolean full) {
    return new GaussianNLLLoss(full, eps, reduction);
  }

  /// With another least variance.
  public GaussianNLLLoss withEps(double eps) {
    return new GaussianNLLLoss(full, eps, reduction);
  }

  /// With another reduction.
  public GaussianNLLLoss withReduction(Reduction reduction) {
    return new GaussianNLLLoss(full, eps, reduction);
  }

  /// The loss of means and variances for targets.
  ///
  /// @param variance v, of the predictions' shape, or with one number for the last dimension, which
  ///   may be left out then
  /// @throws IllegalArgumentException if a variance is negative; a traced program does not look
  public Tensor of(Tensor prediction, Tensor target, Tensor variance) {
    Targets.requireSameShape("gaussian_nll", prediction, target);
    Tensor given = fitted(prediction.shape(), variance);
    if (!given.isSymbolic() && given.lt(0).any()) {
      throw new IllegalArgumentException(
          "gaussian_nll: a variance is negative; give variances, such as x.exp() of logarithms");
    }
    // Too small a variance counts as eps, but its gradient is that of eps and not 0.
    Tensor v = given.add(given.clampMin(eps).sub(given).detach());
    Tensor losses = Targets.apply(Divergence.GAUSSIAN, prediction, target, v);
    return reduction.of(full ? losses.add(0.5 * Math.log(2 * Math.PI)) : losses);
  }

  private static Tensor fitted(Shape shape, Tensor variance) {
    Shape given = variance.shape();
    if (given.rank() == 0 || given.equals(shape)) {
      return variance;
    }
    if (given.equals(shape.without(-1))) {
      return variance.unsqueeze(-1);
    }
    if (given.equals(shape.with(shape.rank() - 1, 1))) {
      return variance;
    }
    throw new ShapeException(
        "gaussian_nll: predictions "
            + shape
            + " and variances "
            + given
            + " do not fit: give variances of the same shape, or one for each last dimension");
  }
}
