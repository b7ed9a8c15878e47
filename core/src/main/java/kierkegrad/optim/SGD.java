package kierkegrad.optim;

import java.util.List;
import java.util.OptionalDouble;
import kierkegrad.backend.Update;
import kierkegrad.check.Require;
import kierkegrad.nn.Parameter;

/// Stochastic gradient descent. PyTorch `SGD`.
///
/// ```text
/// g ← g + λ·p                      weight decay λ
/// v ← μ·v + (1 − τ)·g              momentum μ, dampening τ; v = g at first
/// g ← g + μ·v  (Nesterov)  or  v
/// p ← p − η·g
/// ```
///
/// Without options it is `p − η·g` in two operations, each rounded once in the parameter's type, so
/// that a reader can recompute it to the last bit.
public final class SGD extends Fused<SGD.Options> {
  /// @param lr η
  /// @param momentum μ; 0 by default
  /// @param dampening τ; 0 by default
  /// @param weightDecay λ; 0 by default
  /// @param nesterov whether to look ahead; needs momentum and no dampening
  /// @param maximize whether to go up instead of down; false by default
  public record Options(
      double lr,
      double momentum,
      double dampening,
      double weightDecay,
      boolean nesterov,
      boolean maximize)
      implements kierkegrad.optim.Options {
    /// Plain descent.
    public Options(double lr) {
      this(lr, 0, 0, 0, false, false);
    }

    /// @throws IllegalArgumentException if a number is out of range
    public Options {
      Require.notNegative("sgd", "learning rate", lr);
      Require.notNegative("sgd", "momentum", momentum);
      Require.notNegative("sgd", "weight decay", weightDecay);
      if (nesterov && (momentum <= 0 || dampening != 0)) {
        throw new IllegalArgumentException(
            "sgd: Nesterov needs momentum and no dampening, got momentum "
                + momentum
                + " and dampening "
                + dampening);
      }
    }

    /// With momentum μ.
    public Options withMomentum(double momentum) {
      return new Options(lr, momentum, dampening, weightDecay, nesterov, maximize);
    }

    /// With dampening τ.
    public Options withDampening(double dampening) {
      return new Options(lr, momentum, dampening, weightDecay, nesterov, maximize);
    }

    /// With weight decay λ.
    public Options withWeightDecay(double weightDecay) {
      return new Options(lr, momentum, dampening, weightDecay, nesterov, maximize);
    }

    /// With Nesterov's look ahead. Set the momentum first.
    public Options withNesterov() {
      return new Options(lr, momentum, dampening, weightDecay, true, maximize);
    }

    /// Going up instead of down.
    public Options withMaximize() {
      return new Options(lr, momentum, dampening, weightDecay, nesterov, true);
    }
  }

  /// Plain descent.
  public SGD(List<Parameter> parameters, double lr) {
    this(parameters, new Options(lr));
  }

  /// The same options for all parameters.
  public SGD(List<Parameter> parameters, Options options) {
    this(List.of(new ParameterGroup<>(parameters, options)));
  }

  /// Options by group.
  public SGD(List<ParameterGroup<Options>> groups) {
    super("sgd", groups);
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
  Update.Rule rule(Options options, double momentum) {
    return new Update.Sgd(momentum, options.dampening(), options.weightDecay(), options.nesterov());
  }
}
