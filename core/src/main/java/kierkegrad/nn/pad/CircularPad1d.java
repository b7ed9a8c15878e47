package kierkegrad.nn.pad;

import java.util.List;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.PadMode;
import kierkegrad.tensor.Tensor;

/// The other end around the last dimension of `[n, c, l]`: `b c | a b c | a`. PyTorch
/// `CircularPad1d`.
///
/// @param padding how many places: left, right. A negative number takes places away
public record CircularPad1d(List<Integer> padding) implements Layer {
  /// As many places on every side.
  public CircularPad1d(int places) {
    this(Padding.all(1, places));
  }

  /// So many places on each side.
  public CircularPad1d(int left, int right) {
    this(List.of(left, right));
  }

  /// @throws IllegalArgumentException unless there are 2 numbers
  public CircularPad1d {
    padding = Padding.require("circular_pad1d", padding, 1);
  }

  @Override
  public Tensor forward(Tensor x) {
    Padding.requireRank("circular_pad1d", x, 1);
    return x.pad(Padding.places(padding), PadMode.CIRCULAR);
  }

  /// Such as `CircularPad1d((1, 1))`.
  @Override
  public String toString() {
    return "CircularPad1d(" + Padding.tuple(padding) + ")";
  }
}
