package kierkegrad.nn.pad;

import java.util.List;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.PadMode;
import kierkegrad.tensor.Tensor;

/// The other end around the last two dimensions of `[n, c, h, w]`: `b c | a b c | a`. PyTorch
/// `CircularPad2d`.
///
/// @param padding how many places: left, right, top, bottom. A negative number takes places away
public record CircularPad2d(List<Integer> padding) implements Layer {
  /// As many places on every side.
  public CircularPad2d(int places) {
    this(Padding.all(2, places));
  }

  /// So many places on each side.
  public CircularPad2d(int left, int right, int top, int bottom) {
    this(List.of(left, right, top, bottom));
  }

  /// @throws IllegalArgumentException unless there are 4 numbers
  public CircularPad2d {
    padding = Padding.require("circular_pad2d", padding, 2);
  }

  @Override
  public Tensor forward(Tensor x) {
    Padding.requireRank("circular_pad2d", x, 2);
    return x.pad(Padding.places(padding), PadMode.CIRCULAR);
  }

  /// Such as `CircularPad2d((1, 1, 1, 1))`.
  @Override
  public String toString() {
    return "CircularPad2d(" + Padding.tuple(padding) + ")";
  }
}
