package kierkegrad.nn;

import kierkegrad.tensor.Tensor;

/// Dimensions joined into one: `[n, c, h, w] → [n, c·h·w]`. PyTorch `Flatten`.
///
/// @param start the first dimension that is joined; 1 by default
/// @param end the last one; −1, the last of all, by default
public record Flatten(int start, int end) implements Layer {
  /// All dimensions but the first.
  public Flatten() {
    this(1, -1);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.flatten(start, end);
  }

  /// Such as `Flatten(start=1, end=-1)`.
  @Override
  public String toString() {
    return "Flatten(start=" + start + ", end=" + end + ")";
  }
}
