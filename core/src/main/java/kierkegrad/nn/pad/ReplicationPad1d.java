package kierkegrad.nn.pad;

import java.util.List;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.PadMode;
import kierkegrad.tensor.Tensor;

/// The outermost element around the last dimension of `[n, c, l]`: `a a | a b c | c`. PyTorch
/// `ReplicationPad1d`.
///
/// @param padding how many places: left, right. A negative number takes places away
public record ReplicationPad1d(List<Integer> padding) implements Layer {
  /// As many places on every side.
  public ReplicationPad1d(int places) {
    this(Padding.all(1, places));
  }

  /// So many places on each side.
  public ReplicationPad1d(int left, int right) {
    this(List.of(left, right));
  }

  /// @throws IllegalArgumentException unless there are 2 numbers
  public ReplicationPad1d {
    padding = Padding.require("replication_pad1d", padding, 1);
  }

  @Override
  public Tensor forward(Tensor x) {
    Padding.requireRank("replication_pad1d", x, 1);
    return x.pad(Padding.places(padding), PadMode.REPLICATE);
  }

  /// Such as `ReplicationPad1d((1, 1))`.
  @Override
  public String toString() {
    return "ReplicationPad1d(" + Padding.tuple(padding) + ")";
  }
}
