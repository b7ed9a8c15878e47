package kierkegrad.tensor;

import java.util.function.UnaryOperator;

/// Sequences, images and volumes with and without the dimension n of their number.
final class Samples {
  private static final String[] LAYOUTS = {"[n, c, l]", "[n, c, h, w]", "[n, c, d, h, w]"};

  private Samples() {}

  /// A rule for `[n, c, …]`, for which a single `[c, …]` becomes a batch of one.
  static Tensor batched(String op, Tensor x, int rank, UnaryOperator<Tensor> rule) {
    if (x.rank() == rank - 1) {
      return rule.apply(x.unsqueeze(0)).squeeze(0);
    }
    require(op, x, rank);
    return rule.apply(x);
  }

  /// A rule for images, for sequences as images of height 1.
  static Tensor flat(String op, Tensor x, UnaryOperator<Tensor> images) {
    return batched(op, x, 3, sequences -> images.apply(sequences.unsqueeze(2)).squeeze(2));
  }

  static void require(String op, Tensor x, int rank) {
    if (x.rank() != rank) {
      throw new ShapeException(
          op + ": expects " + rank + " dimensions, " + LAYOUTS[rank - 3] + ", got " + x.shape());
    }
  }
}
