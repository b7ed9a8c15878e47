package kierkegrad.nn.pad;

import java.util.List;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.PadMode;
import kierkegrad.tensor.Tensor;

/// What a mirror on the outermost element shows around the last dimension of `[n, c, l]`: `c b | a
/// b c | b`. PyTorch `ReflectionPad1d`.
///
/// @param padding how many places: left, right. A negative number takes places away
public record ReflectionPad1d(List<Integer> padding) implements Layer {
  /// As many places on every side.
  public ReflectionPad1d(int places) {
    this(Padding.all(1, places));
  }

  /// So many places on each side.
  public ReflectionPad1d(int left, int right) {
    this(List.of(left, right));
  }

  /// @throws IllegalArgumentException unless there are 2 numbers
  public ReflectionPad1d {
    padding = Padding.require("reflection_pad1d", padding, 1);
  }

  @Override
  public Tensor forward(Tensor x) {
    Padding.requireRank("reflection_pad1d", x, 1);
    return x.pad(Padding.places(padding), PadMode.REFLECT);
  }

  /// Such as `ReflectionPad1d((1, 1))`.
  @Override
  public String toString() {
    return "ReflectionPad1d(" + Padding.tuple(padding) + ")";
  }
}
