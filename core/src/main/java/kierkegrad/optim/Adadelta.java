package kierkegrad.optim;

import java.util.List;
import kierkegrad.check.Require;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;

/// Steps of the size of the steps before (Zeiler, 2012). PyTorch `Adadelta`.
///
/// ```text
/// g ← g + λ·p                              weight decay λ
/// v ← ρ·v + (1 − ρ)·g²
/// d = √(u + ε)/√(v + ε) · g
/// u ← ρ·u + (1 − ρ)·d²
/// p ← p − η·d
/// ```
public final class Adadelta extends Traced<Adadelta.Options> {
  /// @param lr η; 1.0 by default
  /// @param rho ρ, the memory of the squares; 0.9 by default
  /// @param eps ε; 1e-6 by default
  /// @param weightDecay λ; 0 by default
  /// @param maximize whether to go up instead of down; false by default
  public record Options(double lr, double rho, double eps, double weightDecay, boolean maximize)
      implements kierkegrad.optim.Options {
    /// PyTorch's defaults.
    public Options() {
      this(1.0);
    }

    /// PyTorch's other defaults with this learning rate.
    public Options(double lr) {
      this(lr, 0.9, 1e-6, 0, false);
    }

    /// @throws IllegalArgumentException if a number is out of range
    public Options {
      Require.notNegative("adadelta", "learning rate", lr);
      Require.notNegative("adadelta", "eps", eps);
      Require.notNegative("adadelta", "weight decay", weightDecay);
      Require.between("adadelta", "rho", rho, 0, 1);
    }

    /// With another memory ρ.
    public Options withRho(double rho) {
      return new Options(lr, rho, eps, weightDecay, maximize);
    }

    /// With another ε.
    public Options withEps(double eps) {
      return new Options(lr, rho, eps, weightDecay, maximize);
    }

    /// With weight decay λ.
    public Options withWeightDecay(double weightDecay) {
      return new Options(lr, rho, eps, weightDecay, maximize);
    }

    /// Going up instead of down.
    public Options withMaximize() {
      return new Options(lr, rho, eps, weightDecay, true);
    }
  }

  /// PyTorch's other defaults with this learning rate.
  public Adadelta(List<Parameter> parameters, double lr) {
    this(parameters, new Options(lr));
  }

  /// The same options for all parameters.
  public Adadelta(List<Parameter> parameters, Options options) {
    this(List.of(new ParameterGroup<>(parameters, options)));
  }

  /// Options by group.
  public Adadelta(List<ParameterGroup<Options>> groups) {
    super("adadelta", groups);
  }

  @Override
  List<String> memories() {
    return List.of(STEP, "square_avg", "acc_delta");
  }

  @Override
  Tensor update(Tensor p, Tensor g, Formula formula, Options o, boolean rolling) {
    Tensor slope = decayed(g, p, o.weightDecay());
    Tensor v = formula.average("square_avg", slope.square(), o.rho());
    Tensor u = formula.memory("acc_delta", zeros(p));
    Tensor step = u.add(o.eps()).sqrt().div(v.add(o.eps()).sqrt()).mul(slope);
    formula.average("acc_delta", step.square(), o.rho());
    return p.sub(step.mul(formula.number(Formula.Now::lr)));
  }
}
