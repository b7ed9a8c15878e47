package kierkegrad.nn;

import kierkegrad.tensor.Tensor;

/// The channels of `[n, c, …]` read as a table of `groups` rows, written column by column. PyTorch
/// `ChannelShuffle` (Zhang et al., 2017).
///
/// @param groups the number of rows
public record ChannelShuffle(int groups) implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.channelShuffle(groups);
  }

  /// Such as `ChannelShuffle(groups=2)`.
  @Override
  public String toString() {
    return "ChannelShuffle(groups=" + groups + ")";
  }
}
