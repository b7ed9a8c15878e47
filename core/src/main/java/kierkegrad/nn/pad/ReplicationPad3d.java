package kierkegrad.nn.pad;

import java.util.List;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.PadMode;
import kierkegrad.tensor.Tensor;

/// The outermost element around the last three dimensions of `[n, c, d, h, w]`: `a a | a b c | c`.
/// PyTorch `ReplicationPad3d`.
///
/// @param padding how many places: left, right, top, bottom, front, back. A negative number takes
///   places away
public record ReplicationPad3d(List<Integer> padding) implements Layer {
  /// As many places on every side.
  public ReplicationPad3d(int places) {
    this(Padding.all(3, places));
  }

  /// So many places on each side.
  public ReplicationPad3d(int left, int right, int top, int bottom, int front, int back) {
    this(List.of(left, right, top, bottom, front, back));
  }

  /// @throws IllegalArgumentException unless there are 6 numbers
  public ReplicationPad3d {
    padding = Padding.require("replication_pad3d", padding, 3);
  }

  @Override
  public Tensor forward(Tensor x) {
    Padding.requireRank("replication_pad3d", x, 3);
    return x.pad(Padding.places(padding), PadMode.REPLICATE);
  }

  /// Such as `ReplicationPad3d((1, 1, 1, 1, 1, 1))`.
  @Override
  public String toString() {
    return "ReplicationPad3d(" + Padding.tuple(padding) + ")";
  }
}
