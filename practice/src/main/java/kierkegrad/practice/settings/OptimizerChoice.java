package kierkegrad.practice.settings;

import java.util.List;
import java.util.Locale;
import kierkegrad.nn.Parameter;
import kierkegrad.optim.Adadelta;
import kierkegrad.optim.Adagrad;
import kierkegrad.optim.Adam;
import kierkegrad.optim.AdamOptions;
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
  /// Adam with decoupled weight decay, of 0.01 unless told.
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
  /// @param decay which parameters decay, and how fast: decoupled from the gradient by AdamW and
  ///   Lion, added to it (`g + λp`) by the others
  public Optimizer create(List<Parameter> parameters, double lr, double momentum, Decay decay) {
    return switch (this) {
      case ADAM -> new Adam(decay.groups(parameters, d -> new AdamOptions(lr, d)));
      case ADAMW -> new AdamW(decay.groups(parameters, d -> new AdamOptions(lr, d)));
      case SGD ->
          new SGD(
              decay.groups(
                  parameters, d -> new SGD.Options(lr).withMomentum(momentum).withWeightDecay(d)));
      case RMSPROP ->
          new RMSprop(decay.groups(parameters, d -> new RMSprop.Options(lr).withWeightDecay(d)));
      case NADAM ->
          new NAdam(decay.groups(parameters, d -> new NAdam.Options(lr).withWeightDecay(d)));
      case RADAM ->
          new RAdam(decay.groups(parameters, d -> new RAdam.Options(lr).withWeightDecay(d)));
      case ADAMAX ->
          new Adamax(decay.groups(parameters, d -> new Adamax.Options(lr).withWeightDecay(d)));
      case ADAGRAD ->
          new Adagrad(decay.groups(parameters, d -> new Adagrad.Options(lr).withWeightDecay(d)));
      case ADADELTA ->
          new Adadelta(decay.groups(parameters, d -> new Adadelta.Options(lr).withWeightDecay(d)));
      case LION -> new Lion(decay.groups(parameters, d -> new Lion.Options(lr).withWeightDecay(d)));
    };
  }

  /// PyTorch's rate of decay.
  public double decay() {
    return this == ADAMW ? AdamW.WEIGHT_DECAY : 0;
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
