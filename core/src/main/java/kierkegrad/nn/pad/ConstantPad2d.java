package kierkegrad.nn.pad;

import java.util.List;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// One number around the last two dimensions of a tensor, such as `[n, c, h, w]`: `v v | a b c |
/// v`. PyTorch `ConstantPad2d`.
///
/// @param padding how many places: left, right, top, bottom. A negative number takes places away
/// @param value the number
public record ConstantPad2d(List<Integer> padding, double value) implements Layer {
  /// As many places on every side.
  public ConstantPad2d(int places, double value) {
    this(Padding.all(2, places), value);
  }

  /// So many places on each side.
  public ConstantPad2d(int left, int right, int top, int bottom, double value) {
    this(List.of(left, right, top, bottom), value);
  }

  /// @throws IllegalArgumentException unless there are 4 numbers
  public ConstantPad2d {
    padding = Padding.require("constant_pad2d", padding, 2);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.pad(Padding.places(padding), value);
  }

  /// Such as `ConstantPad2d(padding=(1, 1, 1, 1), value=0.5)`.
  @Override
  public String toString() {
    return "ConstantPad2d(padding=" + Padding.tuple(padding) + ", value=" + value + ")";
  }
}
