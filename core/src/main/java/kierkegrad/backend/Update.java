package kierkegrad.backend;

import java.util.List;
import kierkegrad.tensor.Tensor;

/// What changes one parameter in place, by its gradient and by what is remembered about it.
///
/// @param rule the formula
/// @param parameter the p of the formula, read and written
/// @param gradient the g of the formula, read; of the parameter's shape and of any type, perhaps a
///   view, even of a parameter that another update writes over: all gradients are read as they are
///   before the updates
/// @param memory what the rule remembers, in the order of [Rule#memory], read and written; zeros at
///   first
public record Update(Rule rule, Storage parameter, Tensor gradient, List<Storage> memory) {
  /// An update.
  public Update {
    memory = List.copyOf(memory);
  }

  /// A formula. Every operation in it is rounded once, in the parameter's type.
  public sealed interface Rule {
    /// The names of what it remembers, as PyTorch calls it.
    List<String> memory();
  }

  /// Gradient descent.
  ///
  /// ```text
  /// g ← g + λ·p
  /// v ← μ·v + (1 − τ)·g              v = g at first; only if μ is not 0
  /// g ← g + μ·v  (Nesterov)  or  v   only if μ is not 0
  /// p ← p − η·g
  /// ```
  ///
  /// @param momentum μ
  /// @param dampening τ
  /// @param weightDecay λ
  /// @param nesterov whether to look ahead
  public record Sgd(double momentum, double dampening, double weightDecay, boolean nesterov)
      implements Rule {
    @Override
    public List<String> memory() {
      return momentum == 0 ? List.of() : List.of("momentum_buffer");
    }
  }

  /// Descent along running moments.
  ///
  /// ```text
  /// p ← p·(1 − η·λ)  (decoupled)  or  g ← g + λ·p
  /// m ← β₁·m + (1 − β₁)·g
  /// v ← β₂·v + (1 − β₂)·g²
  /// w ← max(w, v)  (AMSGrad)  or  v
  /// p ← p − η/(1 − β₁ᵗ) · m / (√w · 1/√(1 − β₂ᵗ) + ε)
  /// ```
  ///
  /// @param beta1 β₁
  /// @param beta2 β₂
  /// @param eps ε
  /// @param weightDecay λ
  /// @param decoupled whether the decay leaves the moments alone
  /// @param amsgrad whether to divide by the largest second moment so far
  public record Adam(
      double beta1,
      double beta2,
      double eps,
      double weightDecay,
      boolean decoupled,
      boolean amsgrad)
      implements Rule {
    @Override
    public List<String> memory() {
      return amsgrad
          ? List.of("exp_avg", "exp_avg_sq", "max_exp_avg_sq")
          : List.of("exp_avg", "exp_avg_sq");
    }
  }
}
