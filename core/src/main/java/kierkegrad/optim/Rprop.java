package kierkegrad.optim;

import java.util.List;
import kierkegrad.check.Require;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;

/// Resilient propagation: only the signs of whole-data gradients count, and every number has a step
/// of its own (Riedmiller and Braun, 1993). PyTorch `Rprop`.
///
/// ```text
/// s ← s·η₊ if g·h > 0,  s·η₋ if g·h < 0, within [smin, smax]   s = η at first
/// h ← g, but 0 if g·h < 0                                      h = 0 at first
/// p ← p − s·sign h
/// ```
public final class Rprop extends Traced<Rprop.Options> {
  /// @param lr η; 0.01 by default
  /// @param etaMinus η₋; 0.5 by default
  /// @param etaPlus η₊; 1.2 by default
  /// @param stepMin smin; 1e-6 by default
  /// @param stepMax smax; 50 by default
  /// @param maximize whether to go up instead of down; false by default
  public record Options(
      double lr, double etaMinus, double etaPlus, double stepMin, double stepMax, boolean maximize)
      implements kierkegrad.optim.Options {
    /// PyTorch's defaults.
    public Options() {
      this(0.01);
    }

    /// PyTorch's other defaults with this learning rate.
    public Options(double lr) {
      this(lr, 0.5, 1.2, 1e-6, 50, false);
    }

    /// @throws IllegalArgumentException if a number is out of range
    public Options {
      Require.notNegative("rprop", "learning rate", lr);
      if (!(etaMinus > 0 && etaMinus < 1 && etaPlus > 1)) {
        throw new IllegalArgumentException(
            "rprop: factors "
                + etaMinus
                + " and "
                + etaPlus
                + " are out of range; use 0 < etaMinus < 1 < etaPlus");
      }
    }

    /// With other factors.
    public Options withEtas(double etaMinus, double etaPlus) {
      return new Options(lr, etaMinus, etaPlus, stepMin, stepMax, maximize);
    }

    /// With other bounds of the steps.
    public Options withStepSizes(double stepMin, double stepMax) {
      return new Options(lr, etaMinus, etaPlus, stepMin, stepMax, maximize);
    }

    /// Going up instead of down.
    public Options withMaximize() {
      return new Options(lr, etaMinus, etaPlus, stepMin, stepMax, true);
    }
  }

  /// PyTorch's other defaults with this learning rate.
  public Rprop(List<Parameter> parameters, double lr) {
    this(parameters, new Options(lr));
  }

  /// The same options for all parameters.
  public Rprop(List<Parameter> parameters, Options options) {
    this(List.of(new ParameterGroup<>(parameters, options)));
  }

  /// Options by group.
  public Rprop(List<ParameterGroup<Options>> groups) {
    super("rprop", groups);
  }

  @Override
  List<String> memories() {
    return List.of(STEP, "prev", "step_size");
  }

  @Override
  Tensor update(Tensor p, Tensor g, Formula formula, Options o, boolean rolling) {
    Tensor turn = g.mul(formula.memory("prev", zeros(p)));
    Tensor first = Tensor.full(p.dtype(), p.shape(), formula.lr());
    Tensor steps =
        formula.memory(
            "step_size",
            first,
            old ->
                Tensor.where(
                        turn.gt(0),
                        old.mul(o.etaPlus()),
                        Tensor.where(turn.lt(0), old.mul(o.etaMinus()), old))
                    .clamp(o.stepMin(), o.stepMax()));
    Tensor slope = formula.memory("prev", zeros(p), _ -> Tensor.where(turn.lt(0), zeros(p), g));
    return p.sub(slope.sign().mul(steps));
  }
}
