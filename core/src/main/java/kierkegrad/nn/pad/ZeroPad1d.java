package kierkegrad.nn.pad;

import java.util.List;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// Zeros around the last dimension of a tensor, such as `[n, c, l]`: `0 0 | a b c | 0`. PyTorch
/// `ZeroPad1d`.
///
/// @param padding how many places: left, right. A negative number takes places away
public record ZeroPad1d(List<Integer> padding) implements Layer {
  /// As many places on every side.
  public ZeroPad1d(int places) {
    this(Padding.all(1, places));
  }

  /// So many places on each side.
  public ZeroPad1d(int left, int right) {
    this(List.of(left, right));
  }

  /// @throws IllegalArgumentException unless there are 2 numbers
  public ZeroPad1d {
    padding = Padding.require("zero_pad1d", padding, 1);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.pad(Padding.places(padding));
  }

  /// Such as `ZeroPad1d((1, 1))`.
  @Override
  public String toString() {
    return "ZeroPad1d(" + Padding.tuple(padding) + ")";
  }
}
