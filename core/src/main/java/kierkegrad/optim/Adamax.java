package kierkegrad.optim;

import java.util.List;
import java.util.OptionalDouble;
import kierkegrad.check.Require;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;

/// Adam with the largest gradient in place of the second moment (Kingma and Ba, 2015). PyTorch
/// `Adamax`.
///
/// ```text
/// g ← g + λ·p                              weight decay λ
/// m ← β₁·m + (1 − β₁)·g
/// u ← max(β₂·u, |g| + ε)
/// p ← p − η/(1 − β₁ᵗ) · m/u
/// ```
public final class Adamax extends Traced<Adamax.Options> {
  /// @param lr η; 0.002 by default
  /// @param beta1 β₁, the memory of the gradient; 0.9 by default
  /// @param beta2 β₂, the memory of its size; 0.999 by default
  /// @param eps ε; 1e-8 by default
  /// @param weightDecay λ; 0 by default
  /// @param maximize whether to go up instead of down; false by default
  public record Options(
      double lr, double beta1, double beta2, double eps, double weightDecay, boolean maximize)
      implements kierkegrad.optim.Options {
    /// PyTorch's defaults.
    public Options() {
      this(0.002);
    }

    /// PyTorch's other defaults with this learning rate.
    public Options(double lr) {
      this(lr, 0.9, 0.999, 1e-8, 0, false);
    }

    /// @throws IllegalArgumentException if a number is out of range
    public Options {
      Require.notNegative("adamax", "learning rate", lr);
      Require.share("adamax", "beta1", beta1);
      Require.share("adamax", "beta2", beta2);
      Require.notNegative("adamax", "eps", eps);
      Require.notNegative("adamax", "weight decay", weightDecay);
    }

    /// With other memories.
    public Options withBetas(double beta1, double beta2) {
      return new Options(lr, beta1, beta2, eps, weightDecay, maximize);
    }

    /// With another ε.
    public Options withEps(double eps) {
      return new Options(lr, beta1, beta2, eps, weightDecay, maximize);
    }

    /// With weight decay λ.
    public Options withWeightDecay(double weightDecay) {
      return new Options(lr, beta1, beta2, eps, weightDecay, maximize);
    }

    /// Going up instead of down.
    public Options withMaximize() {
      return new Options(lr, beta1, beta2, eps, weightDecay, true);
    }
  }

  /// PyTorch's other defaults with this learning rate.
  public Adamax(List<Parameter> parameters, double lr) {
    this(parameters, new Options(lr));
  }

  /// The same options for all parameters.
  public Adamax(List<Parameter> parameters, Options options) {
    this(List.of(new ParameterGroup<>(parameters, options)));
  }

  /// Options by group.
  public Adamax(List<ParameterGroup<Options>> groups) {
    super("adamax", groups);
  }

  @Override
  List<String> memories() {
    return List.of(STEP, "exp_avg", "exp_inf");
  }

  @Override
  OptionalDouble momentum(Options options) {
    return OptionalDouble.of(options.beta1());
  }

  @Override
  Tensor update(Tensor p, Tensor g, Formula formula, Options o, boolean rolling) {
    Tensor slope = decayed(g, p, o.weightDecay());
    Tensor m = formula.moment("exp_avg", slope);
    Tensor size = slope.abs().add(o.eps());
    Tensor u = formula.memory("exp_inf", zeros(p), old -> old.mul(o.beta2()).maximum(size));
    Tensor rate = formula.number(now -> now.lr() / (1 - Math.pow(now.momentum(), now.t())));
    return p.sub(m.div(u).mul(rate));
  }
}
