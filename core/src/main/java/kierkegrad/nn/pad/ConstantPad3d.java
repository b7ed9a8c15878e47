package kierkegrad.nn.pad;

import java.util.List;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// One number around the last three dimensions of a tensor, such as `[n, c, d, h, w]`: `v v | a b c
/// | v`. PyTorch `ConstantPad3d`.
///
/// @param padding how many places: left, right, top, bottom, front, back. A negative number takes
///   places away
/// @param value the number
public record ConstantPad3d(List<Integer> padding, double value) implements Layer {
  /// As many places on every side.
  public ConstantPad3d(int places, double value) {
    this(Padding.all(3, places), value);
  }

  /// So many places on each side.
  public ConstantPad3d(
      int left, int right, int top, int bottom, int front, int back, double value) {
    this(List.of(left, right, top, bottom, front, back), value);
  }

  /// @throws IllegalArgumentException unless there are 6 numbers
  public ConstantPad3d {
    padding = Padding.require("constant_pad3d", padding, 3);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.pad(Padding.places(padding), value);
  }

  /// Such as `ConstantPad3d(padding=(1, 1, 1, 1, 1, 1), value=0.5)`.
  @Override
  public String toString() {
    return "ConstantPad3d(padding=" + Padding.tuple(padding) + ", value=" + value + ")";
  }
}
