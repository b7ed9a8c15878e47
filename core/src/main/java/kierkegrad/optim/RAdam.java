package kierkegrad.optim;

import java.util.List;
import java.util.OptionalDouble;
import kierkegrad.check.Require;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;

/// Adam that trusts the second moment only once enough gradients have made it (Liu et al., 2020).
/// PyTorch `RAdam`.
///
/// ```text
/// g ← g + λ·p                              weight decay λ; or p ← p·(1 − η·λ), if it is decoupled
/// m ← β₁·m + (1 − β₁)·g
/// v ← β₂·v + (1 − β₂)·g²
/// ρ∞ = 2/(1 − β₂) − 1,  ρ = ρ∞ − 2·t·β₂ᵗ/(1 − β₂ᵗ)
/// r = √((ρ − 4)·(ρ − 2)·ρ∞ / ((ρ∞ − 4)·(ρ∞ − 2)·ρ))
/// p ← p − η·m/(1 − β₁ᵗ) · r·√(1 − β₂ᵗ)/(√v + ε)     if ρ > 5
/// p ← p − η·m/(1 − β₁ᵗ)                             otherwise
/// ```
public final class RAdam extends Traced<RAdam.Options> {
  /// @param lr η; 0.001 by default
  /// @param beta1 β₁, the memory of the gradient; 0.9 by default
  /// @param beta2 β₂, the memory of its square; 0.999 by default
  /// @param eps ε; 1e-8 by default
  /// @param weightDecay λ; 0 by default
  /// @param decoupledWeightDecay whether the decay shrinks p by η·λ and leaves g alone; false by
  ///   default
  /// @param maximize whether to go up instead of down; false by default
  public record Options(
      double lr,
      double beta1,
      double beta2,
      double eps,
      double weightDecay,
      boolean decoupledWeightDecay,
      boolean maximize)
      implements kierkegrad.optim.Options {
    /// PyTorch's defaults.
    public Options() {
      this(0.001);
    }

    /// PyTorch's other defaults with this learning rate.
    public Options(double lr) {
      this(lr, 0.9, 0.999, 1e-8, 0, false, false);
    }

    /// @throws IllegalArgumentException if a number is out of range
    public Options {
      Require.notNegative("radam", "learning rate", lr);
      Require.share("radam", "beta1", beta1);
      Require.share("radam", "beta2", beta2);
      Require.notNegative("radam", "eps", eps);
      Require.notNegative("radam", "weight decay", weightDecay);
    }

    /// With other memories.
    public Options withBetas(double beta1, double beta2) {
      return new Options(lr, beta1, beta2, eps, weightDecay, decoupledWeightDecay, maximize);
    }

    /// With another ε.
    public Options withEps(double eps) {
      return new Options(lr, beta1, beta2, eps, weightDecay, decoupledWeightDecay, maximize);
    }

    /// With weight decay λ.
    public Options withWeightDecay(double weightDecay) {
      return new Options(lr, beta1, beta2, eps, weightDecay, decoupledWeightDecay, maximize);
    }

    /// With the decay apart from the gradient, as in [AdamW].
    public Options withDecoupledWeightDecay() {
      return new Options(lr, beta1, beta2, eps, weightDecay, true, maximize);
    }

    /// Going up instead of down.
    public Options withMaximize() {
      return new Options(lr, beta1, beta2, eps, weightDecay, decoupledWeightDecay, true);
    }
  }

  /// PyTorch's other defaults with this learning rate.
  public RAdam(List<Parameter> parameters, double lr) {
    this(parameters, new Options(lr));
  }

  /// The same options for all parameters.
  public RAdam(List<Parameter> parameters, Options options) {
    this(List.of(new ParameterGroup<>(parameters, options)));
  }

  /// Options by group.
  public RAdam(List<ParameterGroup<Options>> groups) {
    super("radam", groups);
  }

  @Override
  List<String> memories() {
    return List.of(STEP, "exp_avg", "exp_avg_sq");
  }

  @Override
  OptionalDouble momentum(Options options) {
    return OptionalDouble.of(options.beta1());
  }

  @Override
  Tensor update(Tensor p, Tensor g, Formula formula, Options o, boolean rolling) {
    boolean shrinks = o.decoupledWeightDecay() && o.weightDecay() != 0;
    Tensor kept = shrinks ? p.mul(formula.number(now -> 1 - now.lr() * o.weightDecay())) : p;
    Tensor slope = shrinks ? g : decayed(g, p, o.weightDecay());
    Tensor m = formula.moment("exp_avg", slope);
    Tensor v = formula.average("exp_avg_sq", slope.square(), o.beta2());
    // One of both is 0: the formula is the same at every step.
    Tensor plain = formula.number(now -> rectification(now.t(), o) > 0 ? 0 : 1);
    Tensor rectified = formula.number(now -> rectification(now.t(), o));
    Tensor rate = formula.number(now -> now.lr() / (1 - Math.pow(now.momentum(), now.t())));
    Tensor factor = rectified.div(v.sqrt().add(o.eps()));
    return kept.sub(m.mul(rate).mul(Tensor.where(plain.gt(0), plain, factor)));
  }

  /// `r·√(1 − β₂ᵗ)`, or 0 if ρ is at most 5.
  private static double rectification(double t, Options o) {
    double rest = 1 - Math.pow(o.beta2(), t);
    double most = 2 / (1 - o.beta2()) - 1;
    double length = most - 2 * t * (1 - rest) / rest;
    return length > 5
        ? Math.sqrt(rest * (length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length))
        : 0;
  }
}
