package kierkegrad.nn.distance;

import kierkegrad.check.Require;
import kierkegrad.tensor.Tensor;

/// The p-norm of `a − b + ε` along the last dimension. PyTorch `PairwiseDistance`.
///
/// @param p which norm, 0 or more, or infinite; 2 by default
/// @param eps ε, which keeps the slope finite where both are equal; 10⁻⁶ by default
/// @param keepdim whether the last dimension stays, as size 1; not by default
public record PairwiseDistance(double p, double eps, boolean keepdim) {
  /// The Euclidean distance.
  public PairwiseDistance() {
    this(2);
  }

  /// By another norm.
  public PairwiseDistance(double p) {
    this(p, 1e-6, false);
  }

  /// @throws IllegalArgumentException if p is below 0
  public PairwiseDistance {
    Require.notNegative("pairwise_distance", "p", p == Double.POSITIVE_INFINITY ? 1 : p);
  }

  /// The distances of the rows of `[…, d]`, of both shapes broadcast.
  public Tensor forward(Tensor a, Tensor b) {
    return a.pairwiseDistance(b, p, eps, keepdim);
  }

  /// `PairwiseDistance()`.
  @Override
  public String toString() {
    return "PairwiseDistance()";
  }
}
