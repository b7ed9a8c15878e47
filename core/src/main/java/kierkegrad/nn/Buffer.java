package kierkegrad.nn;

import kierkegrad.tensor.Tensor;

/// A tensor that belongs to a model's state but is not trained, such as a running mean.
public final class Buffer extends Box {
  /// A buffer that starts with a copy of this value.
  public Buffer(Tensor initial) {
    super(initial, false);
  }
}
