package kierkegrad.optim;

import java.util.List;
import kierkegrad.check.Require;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;

/// Steps that shrink where gradients were large (Duchi, Hazan and Singer, 2011). PyTorch `Adagrad`.
///
/// ```text
/// g ← g + λ·p                              weight decay λ
/// s ← s + g²
/// p ← p − η/(1 + (t − 1)·δ) · g/(√s + ε)   decay δ of the learning rate
/// ```
public final class Adagrad extends Traced<Adagrad.Options> {
  /// @param lr η; 0.01 by default
  /// @param lrDecay δ; 0 by default
  /// @param weightDecay λ; 0 by default
  /// @param initialAccumulatorValue s before the first step; 0 by default
  /// @param eps ε; 1e-10 by default
  /// @param maximize whether to go up instead of down; false by default
  public record Options(
      double lr,
      double lrDecay,
      double weightDecay,
      double initialAccumulatorValue,
      double eps,
      boolean maximize)
      implements kierkegrad.optim.Options {
    /// PyTorch's defaults.
    public Options() {
      this(0.01);
    }

    /// PyTorch's other defaults with this learning rate.
    public Options(double lr) {
      this(lr, 0, 0, 0, 1e-10, false);
    }

    /// @throws IllegalArgumentException if a number is out of range
    public Options {
      Require.notNegative("adagrad", "learning rate", lr);
      Require.notNegative("adagrad", "decay of the learning rate", lrDecay);
      Require.notNegative("adagrad", "weight decay", weightDecay);
      Require.notNegative("adagrad", "first sum of squares", initialAccumulatorValue);
      Require.notNegative("adagrad", "eps", eps);
    }

    /// With a decay δ of the learning rate.
    public Options withLrDecay(double lrDecay) {
      return new Options(lr, lrDecay, weightDecay, initialAccumulatorValue, eps, maximize);
    }

    /// With weight decay λ.
    public Options withWeightDecay(double weightDecay) {
      return new Options(lr, lrDecay, weightDecay, initialAccumulatorValue, eps, maximize);
    }

    /// With another s before the first step.
    public Options withInitialAccumulatorValue(double initialAccumulatorValue) {
      return new Options(lr, lrDecay, weightDecay, initialAccumulatorValue, eps, maximize);
    }

    /// With another ε.
    public Options withEps(double eps) {
      return new Options(lr, lrDecay, weightDecay, initialAccumulatorValue, eps, maximize);
    }

    /// Going up instead of down.
    public Options withMaximize() {
      return new Options(lr, lrDecay, weightDecay, initialAccumulatorValue, eps, true);
    }
  }

  /// PyTorch's other defaults with this learning rate.
  public Adagrad(List<Parameter> parameters, double lr) {
    this(parameters, new Options(lr));
  }

  /// The same options for all parameters.
  public Adagrad(List<Parameter> parameters, Options options) {
    this(List.of(new ParameterGroup<>(parameters, options)));
  }

  /// Options by group.
  public Adagrad(List<ParameterGroup<Options>> groups) {
    super("adagrad", groups);
  }

  @Override
  List<String> memories() {
    return List.of(STEP, "sum");
  }

  @Override
  Tensor update(Tensor p, Tensor g, Formula formula, Options o, boolean rolling) {
    Tensor slope = decayed(g, p, o.weightDecay());
    Tensor first = Tensor.full(p.dtype(), p.shape(), o.initialAccumulatorValue());
    Tensor sum = formula.memory("sum", first, old -> old.add(slope.square()));
    Tensor rate = formula.number(now -> now.lr() / (1 + (now.t() - 1) * o.lrDecay()));
    return p.sub(slope.mul(rate).div(sum.sqrt().add(o.eps())));
  }
}
