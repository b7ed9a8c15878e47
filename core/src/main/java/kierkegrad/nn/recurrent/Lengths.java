package kierkegrad.nn.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Sequences of different lengths in one batch: behind the end of a sequence its state stays as it
/// is, and its outputs are 0. Read backwards, a sequence so begins at its own end.
final class Lengths {
  private Lengths() {}

  /// Where a step belongs to its sequence: `[t, n, 1]`.
  static Tensor mask(Tensor lengths, int times) {
    return Tensor.arange(times).unsqueeze(1).lt(lengths).unsqueeze(2);
  }

  static Tensor zeroElsewhere(Tensor lives, Tensor h) {
    return Tensor.where(lives, h, Tensor.zeros(h.dtype(), Shape.SCALAR));
  }

  static List<Tensor> keepElsewhere(Tensor lives, List<Tensor> next, List<Tensor> before) {
    List<Tensor> kept = new ArrayList<>();
    for (int i = 0; i < next.size(); i++) {
      kept.add(Tensor.where(lives, next.get(i), before.get(i)));
    }
    return kept;
  }

  /// @throws ShapeException if initial states or lengths do not fit
  static void check(
      String name,
      Optional<Tensor> lengths,
      Tensor byTime,
      List<Tensor> states,
      List<Shape> expected) {
    List<Shape> shapes = states.stream().map(Tensor::shape).toList();
    if (!shapes.equals(expected)) {
      throw new ShapeException(name + ": expects initial states " + expected + ", got " + shapes);
    }
    lengths.ifPresent(l -> check(name, l, byTime));
  }

  private static void check(String name, Tensor lengths, Tensor byTime) {
    if (!lengths.shape().equals(Shape.of(byTime.size(1)))) {
      throw new ShapeException(
          name
              + ": expects one length per sequence, ["
              + byTime.size(1)
              + "], got "
              + lengths.shape());
    }
    if (!lengths.isSymbolic()
        && lengths.elements() > 0
        && (lengths.amin().item() < 1 || lengths.amax().item() > byTime.size(0))) {
      throw new IllegalArgumentException(
          name
              + ": lengths from "
              + (long) lengths.amin().item()
              + " to "
              + (long) lengths.amax().item()
              + "; use 1 to the "
              + byTime.size(0)
              + " steps of the batch");
    }
  }
}
