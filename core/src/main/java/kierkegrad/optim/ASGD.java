package kierkegrad.optim;

import java.util.List;
import kierkegrad.check.Require;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Averaged stochastic gradient descent (Polyak and Juditsky, 1992): the mean of the values on the
/// way, `ax` in the [#state], is often better than the last one. PyTorch `ASGD`.
///
/// ```text
/// g ← g + κ·p                              weight decay κ
/// p ← p·(1 − λ·ηₜ) − ηₜ·g                  η₁ = η
/// a ← a + μₜ·(p − a)                       μ₁ = 1
/// ηₜ₊₁ = η/(1 + λ·η·t)^α,  μₜ₊₁ = 1/max(1, t − t₀)
/// ```
public final class ASGD extends Traced<ASGD.Options> {
  /// @param lr η; 0.01 by default
  /// @param lambd λ; 1e-4 by default
  /// @param alpha α; 0.75 by default
  /// @param t0 t₀, when averaging begins; 1e6 by default
  /// @param weightDecay κ; 0 by default
  /// @param maximize whether to go up instead of down; false by default
  public record Options(
      double lr, double lambd, double alpha, double t0, double weightDecay, boolean maximize)
      implements kierkegrad.optim.Options {
    /// PyTorch's defaults.
    public Options() {
      this(0.01);
    }

    /// PyTorch's other defaults with this learning rate.
    public Options(double lr) {
      this(lr, 1e-4, 0.75, 1e6, 0, false);
    }

    /// @throws IllegalArgumentException if a number is out of range
    public Options {
      Require.notNegative("asgd", "learning rate", lr);
      Require.notNegative("asgd", "weight decay", weightDecay);
    }

    /// With another λ.
    public Options withLambd(double lambd) {
      return new Options(lr, lambd, alpha, t0, weightDecay, maximize);
    }

    /// With another power α.
    public Options withAlpha(double alpha) {
      return new Options(lr, lambd, alpha, t0, weightDecay, maximize);
    }

    /// With another start t₀ of the averaging.
    public Options withT0(double t0) {
      return new Options(lr, lambd, alpha, t0, weightDecay, maximize);
    }

    /// With weight decay κ.
    public Options withWeightDecay(double weightDecay) {
      return new Options(lr, lambd, alpha, t0, weightDecay, maximize);
    }

    /// Going up instead of down.
    public Options withMaximize() {
      return new Options(lr, lambd, alpha, t0, weightDecay, true);
    }
  }

  /// PyTorch's other defaults with this learning rate.
  public ASGD(List<Parameter> parameters, double lr) {
    this(parameters, new Options(lr));
  }

  /// The same options for all parameters.
  public ASGD(List<Parameter> parameters, Options options) {
    this(List.of(new ParameterGroup<>(parameters, options)));
  }

  /// Options by group.
  public ASGD(List<ParameterGroup<Options>> groups) {
    super("asgd", groups);
  }

  @Override
  List<String> memories() {
    return List.of(STEP, "eta", "mu", "ax");
  }

  @Override
  Shape shape(String memory, Shape parameter) {
    return memory.equals("ax") ? parameter : Shape.SCALAR;
  }

  @Override
  Tensor update(Tensor p, Tensor g, Formula formula, Options o, boolean rolling) {
    Tensor slope = decayed(g, p, o.weightDecay());
    Tensor rate = formula.memory("eta", scalar(formula.lr()));
    Tensor share = formula.memory("mu", scalar(1));
    Tensor kept = rate.mul(-o.lambd()).add(1).to(p.dtype());
    Tensor next = p.mul(kept).sub(slope.mul(rate.to(p.dtype())));
    formula.memory(
        "ax",
        zeros(p),
        old -> Tensor.where(share.eq(1), next, old.add(next.sub(old).mul(share.to(p.dtype())))));
    formula.memory(
        "eta",
        scalar(0),
        _ ->
            formula.exact(
                now -> now.lr() / Math.pow(1 + o.lambd() * now.lr() * now.t(), o.alpha())));
    formula.memory("mu", scalar(0), _ -> formula.exact(now -> 1 / Math.max(1, now.t() - o.t0())));
    return next;
  }
}
