package kierkegrad.nn.pad;

import java.util.List;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// Zeros around the last three dimensions of a tensor, such as `[n, c, d, h, w]`: `0 0 | a b c |
/// 0`. PyTorch `ZeroPad3d`.
///
/// @param padding how many places: left, right, top, bottom, front, back. A negative number takes
///   places away
public record ZeroPad3d(List<Integer> padding) implements Layer {
  /// As many places on every side.
  public ZeroPad3d(int places) {
    this(Padding.all(3, places));
  }

  /// So many places on each side.
  public ZeroPad3d(int left, int right, int top, int bottom, int front, int back) {
    this(List.of(left, right, top, bottom, front, back));
  }

  /// @throws IllegalArgumentException unless there are 6 numbers
  public ZeroPad3d {
    padding = Padding.require("zero_pad3d", padding, 3);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.pad(Padding.places(padding));
  }

  /// Such as `ZeroPad3d((1, 1, 1, 1, 1, 1))`.
  @Override
  public String toString() {
    return "ZeroPad3d(" + Padding.tuple(padding) + ")";
  }
}
