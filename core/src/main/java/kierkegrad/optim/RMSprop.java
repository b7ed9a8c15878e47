package kierkegrad.optim;

import java.util.List;
import java.util.OptionalDouble;
import kierkegrad.check.Require;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;

/// Gradients divided by their running size (Hinton, 2012). PyTorch `RMSprop`.
///
/// ```text
/// g ← g + λ·p                              weight decay λ
/// v ← α·v + (1 − α)·g²
/// a ← α·a + (1 − α)·g                      only if centered
/// s = √v + ε  or, if centered, √(v − a²) + ε
/// b ← μ·b + g/s,  p ← p − η·b              with momentum μ; without, p ← p − η·g/s
/// ```
public final class RMSprop extends Traced<RMSprop.Options> {
  /// @param lr η; 0.01 by default
  /// @param alpha α, the memory of the square; 0.99 by default
  /// @param eps ε; 1e-8 by default
  /// @param weightDecay λ; 0 by default
  /// @param momentum μ; 0 by default
  /// @param centered whether to divide by the deviation instead of the size; false by default
  /// @param maximize whether to go up instead of down; false by default
  public record Options(
      double lr,
      double alpha,
      double eps,
      double weightDecay,
      double momentum,
      boolean centered,
      boolean maximize)
      implements kierkegrad.optim.Options {
    /// PyTorch's defaults.
    public Options() {
      this(0.01);
    }

    /// PyTorch's other defaults with this learning rate.
    public Options(double lr) {
      this(lr, 0.99, 1e-8, 0, 0, false, false);
    }

    /// @throws IllegalArgumentException if a number is out of range
    public Options {
      Require.notNegative("rmsprop", "learning rate", lr);
      Require.notNegative("rmsprop", "alpha", alpha);
      Require.notNegative("rmsprop", "eps", eps);
      Require.notNegative("rmsprop", "weight decay", weightDecay);
      Require.notNegative("rmsprop", "momentum", momentum);
    }

    /// With another memory α.
    public Options withAlpha(double alpha) {
      return new Options(lr, alpha, eps, weightDecay, momentum, centered, maximize);
    }

    /// With another ε.
    public Options withEps(double eps) {
      return new Options(lr, alpha, eps, weightDecay, momentum, centered, maximize);
    }

    /// With weight decay λ.
    public Options withWeightDecay(double weightDecay) {
      return new Options(lr, alpha, eps, weightDecay, momentum, centered, maximize);
    }

    /// With momentum μ.
    public Options withMomentum(double momentum) {
      return new Options(lr, alpha, eps, weightDecay, momentum, centered, maximize);
    }

    /// Dividing by the deviation.
    public Options withCentered() {
      return new Options(lr, alpha, eps, weightDecay, momentum, true, maximize);
    }

    /// Going up instead of down.
    public Options withMaximize() {
      return new Options(lr, alpha, eps, weightDecay, momentum, centered, true);
    }
  }

  /// PyTorch's other defaults with this learning rate.
  public RMSprop(List<Parameter> parameters, double lr) {
    this(parameters, new Options(lr));
  }

  /// The same options for all parameters.
  public RMSprop(List<Parameter> parameters, Options options) {
    this(List.of(new ParameterGroup<>(parameters, options)));
  }

  /// Options by group.
  public RMSprop(List<ParameterGroup<Options>> groups) {
    super("rmsprop", groups);
  }

  @Override
  List<String> memories() {
    return List.of(STEP, "square_avg", "grad_avg", "momentum_buffer");
  }

  @Override
  OptionalDouble momentum(Options options) {
    return OptionalDouble.of(options.momentum());
  }

  @Override
  Tensor update(Tensor p, Tensor g, Formula formula, Options o, boolean rolling) {
    Tensor slope = decayed(g, p, o.weightDecay());
    Tensor v = formula.average("square_avg", slope.square(), o.alpha());
    Tensor variance =
        o.centered() ? v.sub(formula.average("grad_avg", slope, o.alpha()).square()) : v;
    Tensor step = slope.div(variance.sqrt().add(o.eps()));
    Tensor way =
        rolling
            ? formula.memory(
                "momentum_buffer",
                zeros(p),
                old -> old.mul(formula.number(Formula.Now::momentum)).add(step))
            : step;
    return p.sub(way.mul(formula.number(Formula.Now::lr)));
  }
}
