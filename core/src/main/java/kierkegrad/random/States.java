package kierkegrad.random;

import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Reads saved states of generators.
final class States {
  private States() {}

  static long[] numbers(String generator, Tensor state, int count) {
    if (state.dtype() != DType.I64 || !state.shape().equals(Shape.of(count))) {
      throw new IllegalArgumentException(
          "generator %s: its state has %d whole numbers, not %s %s; was it saved by another kind of generator?"
              .formatted(generator, count, state.dtype(), state.shape()));
    }
    return state.toLongArray();
  }
}
