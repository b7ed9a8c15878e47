package kierkegrad.nn.pad;

import java.util.List;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.PadMode;
import kierkegrad.tensor.Tensor;

/// What a mirror on the outermost element shows around the last three dimensions of `[n, c, d, h,
/// w]`: `c b | a b c | b`. PyTorch `ReflectionPad3d`.
///
/// @param padding how many places: left, right, top, bottom, front, back. A negative number takes
///   places away
public record ReflectionPad3d(List<Integer> padding) implements Layer {
  /// As many places on every side.
  public ReflectionPad3d(int places) {
    this(Padding.all(3, places));
  }

  /// So many places on each side.
  public ReflectionPad3d(int left, int right, int top, int bottom, int front, int back) {
    this(List.of(left, right, top, bottom, front, back));
  }

  /// @throws IllegalArgumentException unless there are 6 numbers
  public ReflectionPad3d {
    padding = Padding.require("reflection_pad3d", padding, 3);
  }

  @Override
  public Tensor forward(Tensor x) {
    Padding.requireRank("reflection_pad3d", x, 3);
    return x.pad(Padding.places(padding), PadMode.REFLECT);
  }

  /// Such as `ReflectionPad3d((1, 1, 1, 1, 1, 1))`.
  @Override
  public String toString() {
    return "ReflectionPad3d(" + Padding.tuple(padding) + ")";
  }
}
