package kierkegrad.optim;

import java.util.List;
import java.util.OptionalDouble;
import kierkegrad.check.Require;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;

/// Steps along the sign of a momentum (Chen et al., 2023, algorithm 2). Not in PyTorch; the names
/// are those of the authors' PyTorch version.
///
/// ```text
/// p ← p·(1 − η·λ)                          weight decay λ
/// c = β₁·m + (1 − β₁)·g
/// p ← p − η·sign c
/// m ← β₂·m + (1 − β₂)·g
/// ```
public final class Lion extends Traced<Lion.Options> {
  /// @param lr η; 1e-4 by default
  /// @param beta1 β₁, the share of the memory in a step; 0.9 by default
  /// @param beta2 β₂, the memory of the gradient; 0.99 by default
  /// @param weightDecay λ; 0 by default
  /// @param maximize whether to go up instead of down; false by default
  public record Options(double lr, double beta1, double beta2, double weightDecay, boolean maximize)
      implements kierkegrad.optim.Options {
    /// The paper's defaults.
    public Options() {
      this(1e-4);
    }

    /// The paper's other defaults with this learning rate.
    public Options(double lr) {
      this(lr, 0.9, 0.99, 0, false);
    }

    /// @throws IllegalArgumentException if a number is out of range
    public Options {
      Require.notNegative("lion", "learning rate", lr);
      Require.share("lion", "beta1", beta1);
      Require.share("lion", "beta2", beta2);
      Require.notNegative("lion", "weight decay", weightDecay);
    }

    /// With other memories.
    public Options withBetas(double beta1, double beta2) {
      return new Options(lr, beta1, beta2, weightDecay, maximize);
    }

    /// With weight decay λ.
    public Options withWeightDecay(double weightDecay) {
      return new Options(lr, beta1, beta2, weightDecay, maximize);
    }

    /// Going up instead of down.
    public Options withMaximize() {
      return new Options(lr, beta1, beta2, weightDecay, true);
    }
  }

  /// The paper's other defaults with this learning rate.
  public Lion(List<Parameter> parameters, double lr) {
    this(parameters, new Options(lr));
  }

  /// The same options for all parameters.
  public Lion(List<Parameter> parameters, Options options) {
    this(List.of(new ParameterGroup<>(parameters, options)));
  }

  /// Options by group.
  public Lion(List<ParameterGroup<Options>> groups) {
    super("lion", groups);
  }

  @Override
  List<String> memories() {
    return List.of("exp_avg");
  }

  @Override
  OptionalDouble momentum(Options options) {
    return OptionalDouble.of(options.beta1());
  }

  @Override
  Tensor update(Tensor p, Tensor g, Formula formula, Options o, boolean rolling) {
    Tensor m = formula.memory("exp_avg", zeros(p));
    Tensor beta1 = formula.number(Formula.Now::momentum);
    Tensor way = m.mul(beta1).add(g.mul(formula.number(now -> 1 - now.momentum())));
    formula.average("exp_avg", g, o.beta2());
    Tensor kept =
        o.weightDecay() == 0 ? p : p.mul(formula.number(now -> 1 - now.lr() * o.weightDecay()));
    return kept.sub(way.sign().mul(formula.number(Formula.Now::lr)));
  }
}
