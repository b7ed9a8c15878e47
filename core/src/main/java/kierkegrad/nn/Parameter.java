package kierkegrad.nn;

import kierkegrad.tensor.Tensor;

/// A tensor that an optimizer improves. A frozen one keeps its value and has no gradient.
public final class Parameter extends Box {
  /// A parameter that starts with a copy of this value.
  public Parameter(Tensor initial) {
    super(initial, true);
  }

  /// Excludes this parameter from gradients and updates. PyTorch `requires_grad_(False)`.
  public void freeze() {
    track(false);
  }

  /// Includes this parameter again.
  public void unfreeze() {
    track(true);
  }

  /// Whether it is excluded from gradients and updates.
  public boolean isFrozen() {
    return !isTracked();
  }
}
