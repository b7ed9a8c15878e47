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

  /// Numbers from 0 to 1. The zeros come from x, so that a traced x makes a traced draw: a compiled
  /// step draws anew at every run.
  static Tensor samples(Tensor x, int dims, Optional<Generator> generator) {
    Tensor batch = x.rank() == dims + 1 ? x.unsqueeze(0) : x;
    Tensor one = batch.detach().flatten(2, -1).narrow(2, 0, 1);
    Tensor zeros = one.ne(0).to(x.dtype()).mul(0);
    Shape shape = Shape.of(batch.size(0), batch.size(1), dims);
    return Tensor.apply(new RandomSlope(0, 1, generator), zeros.expand(shape));
  }
}
