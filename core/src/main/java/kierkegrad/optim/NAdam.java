package kierkegrad.optim;

import java.util.List;
import java.util.OptionalDouble;
import kierkegrad.check.Require;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Adam with Nesterov's momentum (Dozat, 2016). PyTorch `NAdam`.
///
/// ```text
/// g ← g + λ·p                              weight decay λ; or p ← p·(1 − η·λ), if it is decoupled
/// μₜ = β₁·(1 − 0.96^(t·ψ)/2)               momentum decay ψ
/// m ← β₁·m + (1 − β₁)·g
/// v ← β₂·v + (1 − β₂)·g²
/// p ← p − η·((1 − μₜ)/(1 − μ₁⋯μₜ)·g + μₜ₊₁/(1 − μ₁⋯μₜ₊₁)·m) / (√(v/(1 − β₂ᵗ)) + ε)
/// ```
public final class NAdam extends Traced<NAdam.Options> {
  /// @param lr η; 0.002 by default
  /// @param beta1 β₁, the memory of the gradient; 0.9 by default
  /// @param beta2 β₂, the memory of its square; 0.999 by default
  /// @param eps ε; 1e-8 by default
  /// @param weightDecay λ; 0 by default
  /// @param momentumDecay ψ; 0.004 by default
  /// @param decoupledWeightDecay whether the decay shrinks p by η·λ and leaves g alone; false by
  ///   default
  /// @param maximize whether to go up instead of down; false by default
  public record Options(
      double lr,
      double beta1,
      double beta2,
      double eps,
      double weightDecay,
      double momentumDecay,
      boolean decoupledWeightDecay,
      boolean maximize)
      implements kierkegrad.optim.Options {
    /// PyTorch's defaults.
    public Options() {
      this(0.002);
    }

    /// PyTorch's other defaults with this learning rate.
    public Options(double lr) {
      this(lr, 0.9, 0.999, 1e-8, 0, 0.004, false, false);
    }

    /// @throws IllegalArgumentException if a number is out of range
    public Options {
      Require.notNegative("nadam", "learning rate", lr);
      Require.share("nadam", "beta1", beta1);
      Require.share("nadam", "beta2", beta2);
      Require.notNegative("nadam", "eps", eps);
      Require.notNegative("nadam", "weight decay", weightDecay);
      Require.notNegative("nadam", "momentum decay", momentumDecay);
    }

    /// With other memories.
    public Options withBetas(double beta1, double beta2) {
      return new Options(
          lr, beta1, beta2, eps, weightDecay, momentumDecay, decoupledWeightDecay, maximize);
    }

    /// With another ε.
    public Options withEps(double eps) {
      return new Options(
          lr, beta1, beta2, eps, weightDecay, momentumDecay, decoupledWeightDecay, maximize);
    }

    /// With weight decay λ.
    public Options withWeightDecay(double weightDecay) {
      return new Options(
          lr, beta1, beta2, eps, weightDecay, momentumDecay, decoupledWeightDecay, maximize);
    }

    /// With another momentum decay ψ.
    public Options withMomentumDecay(double momentumDecay) {
      return new Options(
          lr, beta1, beta2, eps, weightDecay, momentumDecay, decoupledWeightDecay, maximize);
    }

    /// With the decay apart from the gradient, as in [AdamW].
    public Options withDecoupledWeightDecay() {
      return new Options(lr, beta1, beta2, eps, weightDecay, momentumDecay, true, maximize);
    }

    /// Going up instead of down.
    public Options withMaximize() {
      return new Options(
          lr, beta1, beta2, eps, weightDecay, momentumDecay, decoupledWeightDecay, true);
    }
  }

  /// PyTorch's other defaults with this learning rate.
  public NAdam(List<Parameter> parameters, double lr) {
    this(parameters, new Options(lr));
  }

  /// The same options for all parameters.
  public NAdam(List<Parameter> parameters, Options options) {
    this(List.of(new ParameterGroup<>(parameters, options)));
  }

  /// Options by group.
  public NAdam(List<ParameterGroup<Options>> groups) {
    super("nadam", groups);
  }

  @Override
  List<String> memories() {
    return List.of(STEP, "exp_avg", "exp_avg_sq", "mu_product");
  }

  @Override
  OptionalDouble momentum(Options options) {
    return OptionalDouble.of(options.beta1());
  }

  @Override
  Shape shape(String memory, Shape parameter) {
    return memory.equals("mu_product") ? Shape.SCALAR : parameter;
  }

  @Override
  Tensor update(Tensor p, Tensor g, Formula formula, Options o, boolean rolling) {
    boolean shrinks = o.decoupledWeightDecay() && o.weightDecay() != 0;
    Tensor kept = shrinks ? p.mul(formula.number(now -> 1 - now.lr() * o.weightDecay())) : p;
    Tensor slope = shrinks ? g : decayed(g, p, o.weightDecay());
    Tensor m = formula.moment("exp_avg", slope);
    Tensor v = formula.average("exp_avg_sq", slope.square(), o.beta2());
    Tensor product =
        formula.memory(
            "mu_product",
            scalar(1),
            old -> old.mul(formula.exact(now -> mu(now.momentum(), now.t(), o))));
    Tensor next = product.mul(formula.exact(now -> mu(now.momentum(), now.t() + 1, o)));
    Tensor ofSlope =
        formula.exact(now -> now.lr() * (1 - mu(now.momentum(), now.t(), o))).div(rest(product));
    Tensor ofMean =
        formula.exact(now -> now.lr() * mu(now.momentum(), now.t() + 1, o)).div(rest(next));
    Tensor size =
        v.div(formula.number(now -> 1 - Math.pow(o.beta2(), now.t()))).sqrt().add(o.eps());
    return kept.sub(slope.mul(ofSlope.to(p.dtype())).div(size))
        .sub(m.mul(ofMean.to(p.dtype())).div(size));
  }

  private static Tensor rest(Tensor product) {
    return product.neg().add(1);
  }

  private static double mu(double beta1, double t, Options o) {
    return beta1 * (1 - 0.5 * Math.pow(0.96, t * o.momentumDecay()));
  }
}
