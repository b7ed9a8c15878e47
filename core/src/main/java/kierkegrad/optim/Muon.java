package kierkegrad.optim;

import java.util.List;
import java.util.OptionalDouble;
import kierkegrad.check.Require;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;

/// Momentum made nearly orthogonal (Jordan et al., 2024), for matrices only; biases, embeddings and
/// the like go to another optimizer. PyTorch `Muon`.
///
/// ```text
/// b ← μ·b + (1 − μ)·g
/// u = μ·b + (1 − μ)·g  (Nesterov)  or  b
/// o = u/max(‖u‖, ε), transposed if it has more rows than columns
/// o ← a·o + (b·G + c·G²)·o,  G = o·oᵀ      the Newton-Schulz iteration, several times
/// p ← p·(1 − η·λ) − η·f·o                  weight decay λ
/// ```
///
/// f is `√max(1, rows/columns)`, or `0.2·√max(rows, columns)` to match the steps of [AdamW].
public final class Muon extends Traced<Muon.Options> {
  /// Coefficients of the Newton-Schulz iteration.
  ///
  /// @param a of o
  /// @param b of G·o
  /// @param c of G²·o
  public record Coefficients(double a, double b, double c) {
    /// Jordan's: their slope at 0 is steep.
    public static final Coefficients DEFAULT = new Coefficients(3.4445, -4.7750, 2.0315);
  }

  /// What the learning rate of a matrix is multiplied by.
  public enum Adjustment {
    /// `√max(1, rows/columns)`.
    ORIGINAL,
    /// `0.2·√max(rows, columns)`, so that steps are as large as AdamW's.
    MATCH_RMS_ADAMW;

    double factor(double rows, double columns) {
      return switch (this) {
        case ORIGINAL -> Math.sqrt(Math.max(1, rows / columns));
        case MATCH_RMS_ADAMW -> 0.2 * Math.sqrt(Math.max(rows, columns));
      };
    }
  }

  /// @param lr η; 0.001 by default
  /// @param weightDecay λ; 0.1 by default
  /// @param momentum μ; 0.95 by default
  /// @param nesterov whether to look ahead; true by default
  /// @param nsCoefficients a, b and c
  /// @param eps ε; 1e-7 by default
  /// @param nsSteps the number of iterations, below 100; 5 by default
  /// @param adjustLrFn what f is
  public record Options(
      double lr,
      double weightDecay,
      double momentum,
      boolean nesterov,
      Coefficients nsCoefficients,
      double eps,
      int nsSteps,
      Adjustment adjustLrFn)
      implements kierkegrad.optim.Options {
    /// PyTorch's defaults.
    public Options() {
      this(0.001);
    }

    /// PyTorch's other defaults with this learning rate.
    public Options(double lr) {
      this(lr, 0.1, 0.95, true, Coefficients.DEFAULT, 1e-7, 5, Adjustment.ORIGINAL);
    }

    /// @throws IllegalArgumentException if a number is out of range
    public Options {
      Require.notNegative("muon", "learning rate", lr);
      Require.notNegative("muon", "weight decay", weightDecay);
      Require.notNegative("muon", "momentum", momentum);
      Require.notNegative("muon", "eps", eps);
      Require.notNegative("muon", "number of iterations", nsSteps);
      if (nsSteps >= 100) {
        throw new IllegalArgumentException(
            "muon: " + nsSteps + " iterations are out of range; use fewer than 100");
      }
    }

    /// With weight decay λ.
    public Options withWeightDecay(double weightDecay) {
      return new Options(
          lr, weightDecay, momentum, nesterov, nsCoefficients, eps, nsSteps, adjustLrFn);
    }

    /// With momentum μ.
    public Options withMomentum(double momentum) {
      return new Options(
          lr, weightDecay, momentum, nesterov, nsCoefficients, eps, nsSteps, adjustLrFn);
    }

    /// With or without Nesterov's look ahead.
    public Options withNesterov(boolean nesterov) {
      return new Options(
          lr, weightDecay, momentum, nesterov, nsCoefficients, eps, nsSteps, adjustLrFn);
    }

    /// With other a, b and c.
    public Options withNsCoefficients(Coefficients nsCoefficients) {
      return new Options(
          lr, weightDecay, momentum, nesterov, nsCoefficients, eps, nsSteps, adjustLrFn);
    }

    /// With another ε.
    public Options withEps(double eps) {
      return new Options(
          lr, weightDecay, momentum, nesterov, nsCoefficients, eps, nsSteps, adjustLrFn);
    }

    /// With another number of iterations.
    public Options withNsSteps(int nsSteps) {
      return new Options(
          lr, weightDecay, momentum, nesterov, nsCoefficients, eps, nsSteps, adjustLrFn);
    }

    /// With another f.
    public Options withAdjustLrFn(Adjustment adjustLrFn) {
      return new Options(
          lr, weightDecay, momentum, nesterov, nsCoefficients, eps, nsSteps, adjustLrFn);
    }
  }

  /// PyTorch's other defaults with this learning rate.
  public Muon(List<Parameter> parameters, double lr) {
    this(parameters, new Options(lr));
  }

  /// The same options for all parameters.
  public Muon(List<Parameter> parameters, Options options) {
    this(List.of(new ParameterGroup<>(parameters, options)));
  }

  /// Options by group.
  public Muon(List<ParameterGroup<Options>> groups) {
    super("muon", groups);
    for (ParameterGroup<Options> group : groups) {
      for (Parameter parameter : group.parameters()) {
        if (parameter.value().rank() != 2) {
          throw new IllegalArgumentException(
              "muon: "
                  + parameter.name()
                  + " is "
                  + parameter.value().shape()
                  + ", not a matrix; give it to another optimizer, such as AdamW");
        }
      }
    }
  }

  @Override
  List<String> memories() {
    return List.of("momentum_buffer");
  }

  @Override
  OptionalDouble momentum(Options options) {
    return OptionalDouble.of(options.momentum());
  }

  @Override
  Tensor update(Tensor p, Tensor g, Formula formula, Options o, boolean rolling) {
    Tensor mean = formula.moment("momentum_buffer", g);
    Tensor u = o.nesterov() ? g.add(mean.sub(g).mul(formula.number(Formula.Now::momentum))) : mean;
    double f = o.adjustLrFn().factor(p.size(0), p.size(1));
    Tensor kept =
        o.weightDecay() == 0 ? p : p.mul(formula.number(now -> 1 - now.lr() * o.weightDecay()));
    return kept.sub(orthogonal(u, o).mul(formula.number(now -> now.lr() * f)));
  }

  private static Tensor orthogonal(Tensor u, Options o) {
    boolean tall = u.size(0) > u.size(1);
    Tensor x = tall ? u.transpose(0, 1) : u;
    x = x.div(x.square().sum().sqrt().clamp(o.eps(), Double.POSITIVE_INFINITY));
    Coefficients k = o.nsCoefficients();
    for (int i = 0; i < o.nsSteps(); i++) {
      Tensor gram = x.matmul(x.transpose(0, 1));
      Tensor second = gram.mul(k.b()).add(gram.matmul(gram).mul(k.c()));
      x = x.mul(k.a()).add(second.matmul(x));
    }
    return tall ? x.transpose(0, 1) : x;
  }
}
