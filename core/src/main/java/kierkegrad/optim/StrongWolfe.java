package kierkegrad.optim;

import java.util.function.DoubleFunction;
import kierkegrad.tensor.Tensor;

/// A line search: a step t along a direction d after which the loss f has fallen enough and its
/// slope along d has become flat enough (the strong Wolfe conditions), found by cubic interpolation
/// (Nocedal and Wright, Numerical Optimization, algorithms 3.5 and 3.6).
///
/// ```text
/// f(t) ≤ f(0) + c₁·t·f′(0),  |f′(t)| ≤ c₂·|f′(0)|        c₁ = 1e-4, c₂ = 0.9
/// ```
final class StrongWolfe {
  private static final double C1 = 1e-4;
  private static final double C2 = 0.9;

  private final DoubleFunction<Trial> evaluate;
  private final Trial start;
  private final double size;
  private final double toleranceChange;
  private final int most;
  private int evaluations;

  /// A step that was tried.
  ///
  /// @param t its length
  /// @param loss f there
  /// @param slope the gradient there
  /// @param along f′, the slope along d
  record Trial(double t, double loss, Tensor slope, double along) {}

  /// @param evaluate tries a step
  /// @param start no step at all
  /// @param size the largest number of d
  /// @param toleranceChange a smaller difference of two steps is none
  /// @param most the largest number of interpolations
  StrongWolfe(
      DoubleFunction<Trial> evaluate, Trial start, double size, double toleranceChange, int most) {
    this.evaluate = evaluate;
    this.start = start;
    this.size = size;
    this.toleranceChange = toleranceChange;
    this.most = most;
  }

  /// How often a step was tried.
  int evaluations() {
    return evaluations;
  }

  private Trial at(double t) {
    evaluations++;
    return evaluate.apply(t);
  }

  private boolean isTooHigh(Trial trial) {
    return trial.loss() > start.loss() + C1 * trial.t() * start.along();
  }

  private boolean isFlat(Trial trial) {
    return Math.abs(trial.along()) <= -C2 * start.along();
  }

  /// @param first the step to begin with
  Trial search(double first) {
    Trial before = start;
    Trial now = at(first);
    for (int i = 0; i < most; i++) {
      if (isTooHigh(now) || (i > 1 && now.loss() >= before.loss())) {
        return zoom(before, now, i);
      }
      if (isFlat(now)) {
        return now;
      }
      if (now.along() >= 0) {
        return zoom(before, now, i);
      }
      double least = now.t() + 0.01 * (now.t() - before.t());
      double next = cubic(before, now, least, now.t() * 10);
      before = now;
      now = at(next);
    }
    return start.loss() <= now.loss() ? start : now;
  }

  /// Narrows a bracket down.
  private Trial zoom(Trial first, Trial second, int done) {
    Trial[] bracket = {first, second};
    int low = lower(bracket);
    boolean stuck = false;
    for (int i = done; i < most; i++) {
      double left = Math.min(bracket[0].t(), bracket[1].t());
      double right = Math.max(bracket[0].t(), bracket[1].t());
      if ((right - left) * size < toleranceChange) {
        break;
      }
      double t = cubic(bracket[0], bracket[1], left, right);
      double margin = 0.1 * (right - left);
      boolean atEdge = Math.min(right - t, t - left) < margin;
      boolean moved = atEdge && (stuck || t >= right || t <= left);
      if (moved) {
        t = Math.abs(t - right) < Math.abs(t - left) ? right - margin : left + margin;
      }
      stuck = atEdge && !moved;
      Trial now = at(t);
      int high = 1 - low;
      if (isTooHigh(now) || now.loss() >= bracket[low].loss()) {
        bracket[high] = now;
        low = lower(bracket);
      } else {
        if (isFlat(now)) {
          return now;
        }
        if (now.along() * (bracket[high].t() - bracket[low].t()) >= 0) {
          bracket[high] = bracket[low];
        }
        bracket[low] = now;
      }
    }
    return bracket[low];
  }

  private static int lower(Trial[] bracket) {
    return bracket[0].loss() <= bracket[1].loss() ? 0 : 1;
  }

  /// Where the cubic through two trials and their slopes is lowest, within bounds.
  private static double cubic(Trial a, Trial b, double least, double most) {
    double d1 = a.along() + b.along() - 3 * (a.loss() - b.loss()) / (a.t() - b.t());
    double square = d1 * d1 - a.along() * b.along();
    if (!(square >= 0)) {
      return (least + most) / 2;
    }
    double d2 = Math.sqrt(square);
    Trial near = a.t() <= b.t() ? a : b;
    Trial far = a.t() <= b.t() ? b : a;
    double share = (far.along() + d2 - d1) / (far.along() - near.along() + 2 * d2);
    return Math.min(Math.max(far.t() - (far.t() - near.t()) * share, least), most);
  }
}
