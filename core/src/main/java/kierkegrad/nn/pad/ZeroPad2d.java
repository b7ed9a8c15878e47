package kierkegrad.nn.pad;

import java.util.List;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// Zeros around the last two dimensions of a tensor, such as `[n, c, h, w]`: `0 0 | a b c | 0`.
/// PyTorch `ZeroPad2d`.
///
/// @param padding how many places: left, right, top, bottom. A negative number takes places away
public record ZeroPad2d(List<Integer> padding) implements Layer {
  /// As many places on every side.
  public ZeroPad2d(int places) {
    this(Padding.all(2, places));
  }

  /// So many places on each side.
  public ZeroPad2d(int left, int right, int top, int bottom) {
    this(List.of(left, right, top, bottom));
  }

  /// @throws IllegalArgumentException unless there are 4 numbers
  public ZeroPad2d {
    padding = Padding.require("zero_pad2d", padding, 2);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.pad(Padding.places(padding));
  }

  /// Such as `ZeroPad2d((1, 1, 1, 1))`.
  @Override
  public String toString() {
    return "ZeroPad2d(" + Padding.tuple(padding) + ")";
  }
}
