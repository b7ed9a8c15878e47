package kierkegrad.op;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kierkegrad.random.Generator;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Random numbers, one per element of an operand of which only the shape, the type and perhaps the
/// sign count: constants as far as derivatives go. Every run draws anew, in row-major order, and so
/// does every run of a graph.
public sealed interface Drawn extends Kernel permits DropoutMask, RandomSlope {
  /// What it draws from; the current one at each run if there is none.
  Optional<Generator> generator();

  @Override
  default Shape shape(List<Shape> in) {
    Rules.arity(this, in, 1);
    return in.getFirst();
  }

  @Override
  default DType dtype(List<DType> in) {
    return in.getFirst().floating();
  }

  @Override
  default boolean isPure() {
    return false;
  }

  @Override
  default List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
    return Rules.gradients(() -> Tensor.zeros(g.dtype(), in.a().shape()));
  }

  @Override
  default Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
    return Optional.of(Tensor.zeros(y.dtype(), y.shape()));
  }
}
