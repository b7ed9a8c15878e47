package kierkegrad.nn.pad;

import java.util.List;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// One number around the last dimension of a tensor, such as `[n, c, l]`: `v v | a b c | v`.
/// PyTorch `ConstantPad1d`.
///
/// @param padding how many places: left, right. A negative number takes places away
/// @param value the number
public record ConstantPad1d(List<Integer> padding, double value) implements Layer {
  /// As many places on every side.
  public ConstantPad1d(int places, double value) {
    this(Padding.all(1, places), value);
  }

  /// So many places on each side.
  public ConstantPad1d(int left, int right, double value) {
    this(List.of(left, right), value);
  }

  /// @throws IllegalArgumentException unless there are 2 numbers
  public ConstantPad1d {
    padding = Padding.require("constant_pad1d", padding, 1);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.pad(Padding.places(padding), value);
  }

  /// Such as `ConstantPad1d(padding=(1, 1), value=0.5)`.
  @Override
  public String toString() {
    return "ConstantPad1d(padding=" + Padding.tuple(padding) + ", value=" + value + ")";
  }
}
