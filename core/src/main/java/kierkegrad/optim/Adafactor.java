package kierkegrad.optim;

import java.util.List;
import java.util.OptionalDouble;
import kierkegrad.check.Require;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Steps relative to the size of the parameter, along gradients whose squares are remembered by
/// rows and by columns only (Shazeer and Stern, 2018). PyTorch `Adafactor`, which differs from the
/// paper in where η stands.
///
/// ```text
/// β̂ = t^δ,  ρ = min(η, 1/√t),  α = max(ε₂, rms p)·ρ
/// p ← p·(1 − η·λ)                          weight decay λ
/// r ← r + β̂·(mean of g² over columns − r)  of each row; c of each column likewise
/// v = r·c / max(mean of r, ε₁)             without rows and columns: v ← v + β̂·(g² − v)
/// u = g / √max(v, ε₁²)
/// p ← p − α·u / max(1, rms u/d)
/// ```
public final class Adafactor extends Traced<Adafactor.Options> {
  /// @param lr η; 0.01 by default
  /// @param beta2Decay δ, at most 0; −0.8 by default
  /// @param eps1 ε₁; by default the distance from 1 to the next number of the parameter's type
  /// @param eps2 ε₂; 1e-3 by default
  /// @param d the largest rms of u, at least 1; 1 by default
  /// @param weightDecay λ; 0 by default
  /// @param maximize whether to go up instead of down; false by default
  public record Options(
      double lr,
      double beta2Decay,
      OptionalDouble eps1,
      double eps2,
      double d,
      double weightDecay,
      boolean maximize)
      implements kierkegrad.optim.Options {
    /// PyTorch's defaults.
    public Options() {
      this(0.01);
    }

    /// PyTorch's other defaults with this learning rate.
    public Options(double lr) {
      this(lr, -0.8, OptionalDouble.empty(), 1e-3, 1.0, 0, false);
    }

    /// @throws IllegalArgumentException if a number is out of range
    public Options {
      Require.notNegative("adafactor", "learning rate", lr);
      Require.notNegative("adafactor", "eps2", eps2);
      Require.notNegative("adafactor", "weight decay", weightDecay);
      eps1.ifPresent(eps -> Require.notNegative("adafactor", "eps1", eps));
      Require.between("adafactor", "decay of the memory", beta2Decay, Double.NEGATIVE_INFINITY, 0);
      Require.between("adafactor", "largest rms d", d, 1, Double.POSITIVE_INFINITY);
    }

    /// With another decay δ of the memory.
    public Options withBeta2Decay(double beta2Decay) {
      return new Options(lr, beta2Decay, eps1, eps2, d, weightDecay, maximize);
    }

    /// With other ε₁ and ε₂.
    public Options withEps(OptionalDouble eps1, double eps2) {
      return new Options(lr, beta2Decay, eps1, eps2, d, weightDecay, maximize);
    }

    /// With another largest rms of u.
    public Options withD(double d) {
      return new Options(lr, beta2Decay, eps1, eps2, d, weightDecay, maximize);
    }

    /// With weight decay λ.
    public Options withWeightDecay(double weightDecay) {
      return new Options(lr, beta2Decay, eps1, eps2, d, weightDecay, maximize);
    }

    /// Going up instead of down.
    public Options withMaximize() {
      return new Options(lr, beta2Decay, eps1, eps2, d, weightDecay, true);
    }
  }

  /// PyTorch's other defaults with this learning rate.
  public Adafactor(List<Parameter> parameters, double lr) {
    this(parameters, new Options(lr));
  }

  /// The same options for all parameters.
  public Adafactor(List<Parameter> parameters, Options options) {
    this(List.of(new ParameterGroup<>(parameters, options)));
  }

  /// Options by group.
  public Adafactor(List<ParameterGroup<Options>> groups) {
    super("adafactor", groups);
  }

  @Override
  List<String> memories() {
    return List.of(STEP, "row_var", "col_var", "variance");
  }

  @Override
  Shape shape(String memory, Shape parameter) {
    int[] sizes = parameter.toArray();
    switch (memory) {
      case "row_var" -> sizes[Math.max(0, sizes.length - 1)] = 1;
      case "col_var" -> sizes[Math.max(0, sizes.length - 2)] = 1;
      default -> {}
    }
    return Shape.of(sizes);
  }

  @Override
  Tensor update(Tensor p, Tensor g, Formula formula, Options o, boolean rolling) {
    Tensor share = formula.number(now -> Math.pow(now.t(), o.beta2Decay()));
    Tensor rate = formula.number(now -> Math.min(now.lr(), 1 / Math.sqrt(now.t())));
    double eps1 = o.eps1().orElse(p.dtype() == DType.F32 ? Math.ulp(1f) : Math.ulp(1d));
    Tensor v = p.rank() > 1 ? factored(g, share, eps1, formula) : plain(g, share, formula);
    Tensor u = g.mul(v.clamp(eps1 * eps1, Double.POSITIVE_INFINITY).rsqrt());
    Tensor size = least(rms(p), o.eps2()).mul(rate).div(least(rms(u).div(o.d()), 1));
    Tensor kept =
        o.weightDecay() == 0 ? p : p.mul(formula.number(now -> 1 - now.lr() * o.weightDecay()));
    return kept.sub(u.mul(size));
  }

  private static Tensor factored(Tensor g, Tensor share, double eps1, Formula formula) {
    int last = g.rank() - 1;
    Tensor rows = mean("row_var", g, last, share, formula);
    Tensor columns = mean("col_var", g, last - 1, share, formula);
    return rows.matmul(columns).div(least(rows.mean(new int[] {last - 1}, true), eps1));
  }

  private static Tensor mean(String name, Tensor g, int over, Tensor share, Formula formula) {
    Tensor squares = g.square().mean(new int[] {over}, true);
    return formula.memory(name, zeros(squares), old -> old.add(squares.sub(old).mul(share)));
  }

  private static Tensor plain(Tensor g, Tensor share, Formula formula) {
    return formula.memory("variance", zeros(g), old -> old.add(g.square().sub(old).mul(share)));
  }

  private static Tensor rms(Tensor x) {
    return x.square().mean().sqrt();
  }

  private static Tensor least(Tensor x, double bound) {
    return x.clamp(bound, Double.POSITIVE_INFINITY);
  }
}
