package kierkegrad.tensor;

import java.util.Arrays;

/// Sequences, images and volumes made larger, smaller or rearranged.
public sealed interface Spatial permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// Zeros around the last dimensions, two numbers of places for each, the last dimension first:
  /// `{left, right, top, bottom, front, back}`. A negative number takes places away. PyTorch
  /// `torch.nn.functional.pad`.
  ///
  /// @throws ShapeException if the places do not fit the shape
  default Tensor pad(int[] places) {
    return pad(places, 0);
  }

  /// A number around the last dimensions; see [#pad(int[])].
  ///
  /// @throws ShapeException if the places do not fit the shape
  default Tensor pad(int[] places, double value) {
    return Borders.pad(self(), PadMode.CONSTANT, value, places);
  }

  /// The last dimensions continued in a way of their own; see [#pad(int[])]. PyTorch
  /// `torch.nn.functional.pad(mode)`.
  ///
  /// @throws ShapeException if there are not elements enough to continue with
  default Tensor pad(int[] places, PadMode mode) {
    return Borders.pad(self(), mode, 0, places);
  }

  /// All dimensions but the first two, n and c, in other sizes. PyTorch
  /// `torch.nn.functional.interpolate(size)`.
  ///
  /// @param sizes one for each of them
  /// @param alignCorners whether the outermost elements keep their places; for the modes that mix
  ///   neighbours
  default Tensor interpolate(int[] sizes, Interpolation mode, boolean alignCorners) {
    mode.requireRank(self());
    double[] unknown = new double[sizes.length];
    Arrays.fill(unknown, Double.NaN);
    return Resizing.interpolate(self(), sizes, unknown, mode, alignCorners);
  }

  /// All dimensions but the first two, n and c, times these factors, rounded down. PyTorch
  /// `torch.nn.functional.interpolate(scale_factor)`.
  ///
  /// @param factors one for each of them, or one for all
  /// @param alignCorners whether the outermost elements keep their places; for the modes that mix
  ///   neighbours
  default Tensor interpolate(double[] factors, Interpolation mode, boolean alignCorners) {
    mode.requireRank(self());
    int dims = self().rank() - 2;
    double[] all = factors.clone();
    if (factors.length == 1) {
      all = new double[dims];
      Arrays.fill(all, factors[0]);
    }
    int[] sizes = new int[all.length];
    for (int i = 0; i < sizes.length && i < dims; i++) {
      sizes[i] = (int) Math.floor(self().size(i + 2) * all[i]);
    }
    return Resizing.interpolate(self(), sizes, all, mode, alignCorners);
  }

  /// Channels as pixels: `[…, c·r², h, w] → […, c, h·r, w·r]`. PyTorch `pixel_shuffle` (Shi et al.,
  /// 2016).
  ///
  /// @throws ShapeException if r² does not divide the channels
  default Tensor pixelShuffle(int factor) {
    return Shuffles.toPixels(self(), factor);
  }

  /// Pixels as channels: `[…, c, h·r, w·r] → […, c·r², h, w]`, the inverse of [#pixelShuffle].
  /// PyTorch `pixel_unshuffle`.
  ///
  /// @throws ShapeException if r does not divide height and width
  default Tensor pixelUnshuffle(int factor) {
    return Shuffles.toChannels(self(), factor);
  }

  /// The channels of `[n, c, …]` read as a table of `groups` rows, written column by column.
  /// PyTorch `channel_shuffle` (Zhang et al., 2017).
  ///
  /// @throws ShapeException if the groups do not divide the channels
  default Tensor channelShuffle(int groups) {
    return Shuffles.channels(self(), groups);
  }
}
