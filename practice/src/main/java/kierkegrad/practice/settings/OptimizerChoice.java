package kierkegrad.practice.settings;

import java.util.List;
import java.util.Locale;
import kierkegrad.nn.Parameter;
import kierkegrad.optim.Adadelta;
import kierkegrad.optim.Adagrad;
import kierkegrad.optim.Adam;
import kierkegrad.optim.AdamW;
import kierkegrad.optim.Adamax;
import kierkegrad.optim.Lion;
import kierkegrad.optim.NAdam;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.RAdam;
import kierkegrad.optim.RMSprop;
import kierkegrad.optim.SGD;

/// The optimizers of the command line.
public enum OptimizerChoice {
  /// Adam.
  ADAM,
  /// Adam with decoupled weight decay of 0.01.
  ADAMW,
  /// Stochastic gradient descent.
  SGD,
  /// Gradients divided by their running size.
  RMSPROP,
  /// Adam that looks ahead.
  NADAM,
  /// Adam that waits until its second moment is known well enough.
  RADAM,
  /// Adam with the largest gradient in place of the second moment.
  ADAMAX,
  /// Gradients divided by the root of the sum of all squares.
  ADAGRAD,
  /// Adagrad that forgets and needs no rate.
  ADADELTA,
  /// Steps of one size by the sign of a running gradient.
  LION;

  /// The optimizer, with PyTorch's other defaults.
  ///
  /// @param momentum used by SGD only
  public Optimizer create(List<Parameter> parameters, double lr, double momentum) {
    return switch (this) {
      case ADAM -> new Adam(parameters, lr);
      case ADAMW -> new AdamW(parameters, lr);
      case SGD -> new SGD(parameters, new SGD.Options(lr).withMomentum(momentum));
      case RMSPROP -> new RMSprop(parameters, lr);
      case NADAM -> new NAdam(parameters, lr);
      case RADAM -> new RAdam(parameters, lr);
      case ADAMAX -> new Adamax(parameters, lr);
      case ADAGRAD -> new Adagrad(parameters, lr);
      case ADADELTA -> new Adadelta(parameters, lr);
      case LION -> new Lion(parameters, lr);
    };
  }

  /// The learning rate where the user gives none.
  ///
  /// @param adam what is good for Adam
  double lr(double adam) {
    return switch (this) {
      case SGD, ADAGRAD -> 0.05;
      case ADADELTA -> 1;
      // Chen et al. (2023) advise a third to a tenth of Adam's.
      case LION -> adam / 5;
      default -> adam;
    };
  }

  /// The name on the command line.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
