package kierkegrad.train;

import kierkegrad.grad.Gradients;

/// How gradients are limited before each update.
public sealed interface Clipping {
  /// The limited gradients.
  Gradients apply(Gradients gradients);

  /// As they are.
  record None() implements Clipping {
    @Override
    public Gradients apply(Gradients gradients) {
      return gradients;
    }
  }

  /// All scaled down together so that their Euclidean norm is at most the limit. PyTorch
  /// `clip_grad_norm_`.
  record Norm(double limit) implements Clipping {
    /// @throws IllegalArgumentException if the limit is not positive
    public Norm {
      requirePositive(limit);
    }

    @Override
    public Gradients apply(Gradients gradients) {
      return gradients.clipNorm(limit);
    }
  }

  /// Every element limited to `[−limit, limit]`. PyTorch `clip_grad_value_`.
  record Value(double limit) implements Clipping {
    /// @throws IllegalArgumentException if the limit is not positive
    public Value {
      requirePositive(limit);
    }

    @Override
    public Gradients apply(Gradients gradients) {
      return gradients.clipValue(limit);
    }
  }

  private static void requirePositive(double limit) {
    if (!(limit > 0)) {
      throw new IllegalArgumentException(
          "clipping: a limit of " + limit + " stops all learning; use more than 0");
    }
  }
}
