package kierkegrad.nn.pool;

import java.util.List;
import java.util.Optional;
import kierkegrad.op.RandomSlope;
import kierkegrad.random.Generator;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// What the fractional poolings share.
final class Fractions {
  private Fractions() {}

  static void require(
      String layer, int dims, List<Integer> kernel, List<Integer> sizes, List<Double> ratios) {
    boolean bySize = sizes.size() == dims && ratios.isEmpty();
    boolean byRatio = ratios.size() == dims && sizes.isEmpty();
    if (kernel.size() != dims || !(bySize || byRatio)) {
      throw new IllegalArgumentException(
          layer + ": give " + dims + " kernels, and as many sizes or ratios");
    }
    if (ratios.stream().anyMatch(ratio -> !(ratio > 0 && ratio < 1))) {
      throw new IllegalArgumentException(
          layer + ": ratios " + ratios + "; use more than 0, below 1");
    }
  }

  /// Numbers from 0 to 1, drawn anew at every run of a compiled step.
  static Tensor samples(Tensor x, int dims, Optional<Generator> generator) {
    int n = x.rank() == dims + 1 ? 1 : x.size(0);
    Tensor zeros = Tensor.zeros(x.dtype(), Shape.of(n, x.size(-dims - 1), dims));
    return Tensor.apply(new RandomSlope(0, 1, generator), zeros);
  }
}
