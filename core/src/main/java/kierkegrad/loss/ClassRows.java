package kierkegrad.loss;

import java.util.Optional;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Scores `[n, C, d1, …]` (or `[C]`) and class numbers `[n, d1, …]` (or a scalar), laid out as one
/// row per class number.
///
/// @param scores `[rows, C]`
/// @param classes `[rows]`; 0 where ignored
/// @param ignored `[rows]`, if any row is
/// @param shape of the class numbers as given, and of the losses
record ClassRows(Tensor scores, Tensor classes, Optional<Tensor> ignored, Shape shape) {
  /// PyTorch's default of the class number that is left out.
  static final long IGNORE_INDEX = -100;

  static ClassRows of(String loss, Tensor scores, Tensor target, long ignoreIndex) {
    requireFit(loss, scores, target);
    int classDim = Math.min(1, scores.rank() - 1);
    Tensor last = scores.rank() > 2 ? movedToEnd(scores) : scores;
    Tensor rows = last.reshape(target.elements(), scores.size(classDim));
    Tensor classes = target.to(DType.I64).reshape(target.elements());
    Optional<Tensor> ignored = ignored(classes, ignoreIndex);
    Tensor safe = ignored.map(out -> Tensor.where(out, zero(DType.I64), classes)).orElse(classes);
    return new ClassRows(rows, safe, ignored, target.shape());
  }

  /// Reads the class numbers, so that the usual case costs no further operation. A traced program
  /// has none to read; it then masks only if an index was chosen.
  private static Optional<Tensor> ignored(Tensor classes, long ignoreIndex) {
    Tensor out = classes.eq(ignoreIndex);
    boolean needed = out.isSymbolic() ? ignoreIndex != IGNORE_INDEX : out.any();
    return needed ? Optional.of(out) : Optional.empty();
  }

  private static void requireFit(String loss, Tensor scores, Tensor target) {
    if (target.dtype().isFloating() || target.dtype() == DType.BOOL) {
      throw new IllegalArgumentException(
          loss
              + ": the targets are "
              + target.dtype().torchName()
              + ", not class numbers; convert with to(DType.I64), or take argmax(1) of one-hot rows");
    }
    if (scores.rank() == 0
        || !scores.shape().without(Math.min(1, scores.rank() - 1)).equals(target.shape())) {
      throw new ShapeException(
          loss
              + ": scores "
              + scores.shape()
              + " and class numbers "
              + target.shape()
              + " do not fit: expects [n, classes, …] and [n, …]");
    }
  }

  private static Tensor movedToEnd(Tensor scores) {
    int[] order = new int[scores.rank()];
    for (int i = 1; i < order.length - 1; i++) {
      order[i] = i + 1;
    }
    order[order.length - 1] = 1;
    return scores.permute(order);
  }

  private static Tensor zero(DType type) {
    return Tensor.zeros(type, Shape.SCALAR);
  }

  /// The weight of every row: that of its class, 0 if ignored. Empty if all are 1.
  Optional<Tensor> rowWeights(Optional<Tensor> classWeights) {
    Optional<Tensor> chosen = classWeights.map(w -> w.to(scores.dtype()).gather(0, classes));
    return ignored
        .map(out -> Tensor.where(out, zero(scores.dtype()), chosen.orElseGet(this::one)))
        .or(() -> chosen);
  }

  private Tensor one() {
    return Tensor.ones(scores.dtype(), Shape.SCALAR);
  }

  /// The loss of each row, 0 where ignored.
  Tensor kept(Tensor losses) {
    return ignored.map(out -> Tensor.where(out, zero(losses.dtype()), losses)).orElse(losses);
  }

  /// Reduces weighted losses; the mean divides by the sum of the weights.
  Tensor reduce(Tensor losses, Optional<Tensor> rowWeights, Reduction reduction) {
    return switch (reduction) {
      case MEAN -> rowWeights.map(w -> losses.sum().div(w.sum())).orElseGet(losses::mean);
      case SUM -> losses.sum();
      case BATCH_MEAN -> losses.sum().div(shape.rank() == 0 ? 1 : shape.size(0));
      case NONE -> losses.reshape(shape);
    };
  }

  void requireWeights(String loss, Optional<Tensor> classWeights) {
    classWeights.ifPresent(w -> {
      if (!w.shape().equals(Shape.of(scores.size(1)))) {
        throw new ShapeException(
            loss
                + ": the class weights are "
                + w.shape()
                + ", but there are "
                + scores.size(1)
                + " classes; give one weight per class");
      }
    });
  }
}
