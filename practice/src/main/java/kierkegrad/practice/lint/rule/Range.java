package kierkegrad.practice.lint.rule;

import java.util.Optional;
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

/// Learning rates with which an optimizer usually works.
///
/// @param least the smallest
/// @param most more than the largest
/// @param usual one to begin with
record Range(double least, double most, double usual) {
  static Optional<Range> of(Optimizer optimizer) {
    return switch (optimizer) {
      // Kingma and Ba (2015) use 1e-3; a step is about as long as the rate.
      case Adam _, AdamW _, NAdam _, RAdam _, Adamax _, RMSprop _ ->
          Optional.of(new Range(1e-5, 0.1, 0.003));
      // Chen et al. (2023): a third to a tenth of Adam's.
      case Lion _ -> Optional.of(new Range(1e-6, 0.03, 0.0005));
      // Bengio (2012): more than 1e-6, less than 1, for inputs of size 1.
      case SGD _ -> Optional.of(new Range(1e-4, 1, 0.05));
      case Adagrad _ -> Optional.of(new Range(1e-4, 1, 0.05));
      // Zeiler (2012): 1.
      case Adadelta _ -> Optional.of(new Range(0.01, 10, 1));
      default -> Optional.empty();
    };
  }
}
