package kierkegrad.nn.pad;

import java.util.List;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.PadMode;
import kierkegrad.tensor.Tensor;

/// What a mirror on the outermost element shows around the last two dimensions of `[n, c, h, w]`:
/// `c b | a b c | b`. PyTorch `ReflectionPad2d`.
///
/// @param padding how many places: left, right, top, bottom. A negative number takes places away
public record ReflectionPad2d(List<Integer> padding) implements Layer {
  /// As many places on every side.
  public ReflectionPad2d(int places) {
    this(Padding.all(2, places));
  }

  /// So many places on each side.
  public ReflectionPad2d(int left, int right, int top, int bottom) {
    this(List.of(left, right, top, bottom));
  }

  /// @throws IllegalArgumentException unless there are 4 numbers
  public ReflectionPad2d {
    padding = Padding.require("reflection_pad2d", padding, 2);
  }

  @Override
  public Tensor forward(Tensor x) {
    Padding.requireRank("reflection_pad2d", x, 2);
    return x.pad(Padding.places(padding), PadMode.REFLECT);
  }

  /// Such as `ReflectionPad2d((1, 1, 1, 1))`.
  @Override
  public String toString() {
    return "ReflectionPad2d(" + Padding.tuple(padding) + ")";
  }
}
