package kierkegrad.cli.train;

import java.util.List;
import java.util.Locale;
import kierkegrad.nn.Parameter;
import kierkegrad.optim.Adam;
import kierkegrad.optim.AdamW;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.SGD;

/// The optimizers of the command line.
public enum OptimizerChoice {
  /// Adam.
  ADAM,
  /// Adam with decoupled weight decay of 0.01.
  ADAMW,
  /// Stochastic gradient descent.
  SGD;

  /// The optimizer, with PyTorch's other defaults.
  ///
  /// @param momentum used by SGD only
  public Optimizer create(List<Parameter> parameters, double lr, double momentum) {
    return switch (this) {
      case ADAM -> new Adam(parameters, lr);
      case ADAMW -> new AdamW(parameters, lr);
      case SGD -> new SGD(parameters, new SGD.Options(lr).withMomentum(momentum));
    };
  }

  /// The name on the command line.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
