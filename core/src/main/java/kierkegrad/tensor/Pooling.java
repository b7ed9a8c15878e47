package kierkegrad.tensor;

import java.util.Optional;
import kierkegrad.op.Span;
import kierkegrad.op.Volume;
import kierkegrad.op.Window;

/// One number per window of each channel. Volumes are `[n, c, d, h, w]`, images `[n, c, h, w]`,
/// sequences `[n, c, l]`; without n they are one of them. PyTorch's stride is the kernel's size
/// unless given; a [Window]'s is 1.
///
/// In all of them, `ceil` says whether the last window may hang over the end, and `countPadding`
/// whether padding counts in the number that a mean is divided by.
public sealed interface Pooling permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// The largest number in each window of sequences. PyTorch `max_pool1d`.
  default Tensor maxPool1d(Span window, boolean ceil) {
    return Samples.flat("max_pool1d", self(), x -> Pools.max(x, Pools.flat(window), ceil));
  }

  /// The largest number in each window of images. PyTorch `max_pool2d`.
  default Tensor maxPool2d(Window window, boolean ceil) {
    return Samples.batched("max_pool2d", self(), 4, x -> Pools.max(x, window, ceil));
  }

  /// The largest number in each window of volumes. PyTorch `max_pool3d`.
  default Tensor maxPool3d(Volume window, boolean ceil) {
    return Samples.batched("max_pool3d", self(), 5, x -> Pools.max(x, window, ceil));
  }

  /// The largest numbers and where in their sequence they stand. PyTorch `max_pool1d_with_indices`.
  default Reductions.Extreme maxPool1dWithIndices(Span window, boolean ceil) {
    return new Reductions.Extreme(
        maxPool1d(window, ceil),
        Samples.flat("max_pool1d", self(), x -> Pools.places(x, Pools.flat(window), ceil)));
  }

  /// The largest numbers and where in their image they stand, counted row by row. PyTorch
  /// `max_pool2d_with_indices`.
  default Reductions.Extreme maxPool2dWithIndices(Window window, boolean ceil) {
    return new Reductions.Extreme(
        maxPool2d(window, ceil),
        Samples.batched("max_pool2d", self(), 4, x -> Pools.places(x, window, ceil)));
  }

  /// The largest numbers and where in their volume they stand, counted slice by slice, row by row.
  /// PyTorch `max_pool3d_with_indices`.
  default Reductions.Extreme maxPool3dWithIndices(Volume window, boolean ceil) {
    return new Reductions.Extreme(
        maxPool3d(window, ceil),
        Samples.batched("max_pool3d", self(), 5, x -> Pools.places(x, window, ceil)));
  }

  /// The mean of each window of sequences. PyTorch `avg_pool1d`.
  default Tensor avgPool1d(Span window, boolean ceil, boolean countPadding) {
    return Samples.flat(
        "avg_pool1d", self(), x -> Pools.mean(x, Pools.flat(window), ceil, countPadding));
  }

  /// The mean of each window of images. PyTorch `avg_pool2d`.
  default Tensor avgPool2d(Window window, boolean ceil, boolean countPadding) {
    return Samples.batched("avg_pool2d", self(), 4, x -> Pools.mean(x, window, ceil, countPadding));
  }

  /// The mean of each window of volumes. PyTorch `avg_pool3d`.
  default Tensor avgPool3d(Volume window, boolean ceil, boolean countPadding) {
    return Samples.batched("avg_pool3d", self(), 5, x -> Pools.mean(x, window, ceil, countPadding));
  }

  /// The sum of each window of images, divided by a number of one's own, if there is one, instead
  /// of its size. PyTorch `avg_pool2d(divisor_override)`.
  default Tensor avgPool2d(
      Window window, boolean ceil, boolean countPadding, Optional<Integer> divisor) {
    return divisor
        .map(d -> Samples.batched("avg_pool2d", self(), 4, x -> Pools.sums(x, window, ceil, d)))
        .orElseGet(() -> avgPool2d(window, ceil, countPadding));
  }

  /// The sum of each window of volumes, divided by a number of one's own, if there is one, instead
  /// of its size. PyTorch `avg_pool3d(divisor_override)`.
  default Tensor avgPool3d(
      Volume window, boolean ceil, boolean countPadding, Optional<Integer> divisor) {
    return divisor
        .map(d -> Samples.batched("avg_pool3d", self(), 5, x -> Pools.sums(x, window, ceil, d)))
        .orElseGet(() -> avgPool3d(window, ceil, countPadding));
  }

  /// The p-norm of each window of sequences, `(Σ xᵖ)^(1/p)` of what is positive. PyTorch
  /// `lp_pool1d`.
  default Tensor lpPool1d(double p, Span window, boolean ceil) {
    Tensor mean = self().pow(p).avgPool1d(window.padding(0), ceil, true);
    return Pools.root(mean, window.kernel(), p);
  }

  /// The p-norm of each window of images, `(Σ xᵖ)^(1/p)` of what is positive. PyTorch `lp_pool2d`.
  default Tensor lpPool2d(double p, Window window, boolean ceil) {
    Tensor mean = self().pow(p).avgPool2d(window.padding(0), ceil, true);
    return Pools.root(mean, window.taps(), p);
  }

  /// The p-norm of each window of volumes, `(Σ xᵖ)^(1/p)` of what is positive. PyTorch `lp_pool3d`.
  default Tensor lpPool3d(double p, Volume window, boolean ceil) {
    Tensor mean = self().pow(p).avgPool3d(window.padding(0), ceil, true);
    return Pools.root(mean, window.taps(), p);
  }

  /// Means of as many windows as asked for in each of the last dimensions, as even as possible:
  /// window i of o goes from `⌊i·n/o⌋` to before `⌈(i+1)·n/o⌉`. A size of −1 stays. PyTorch
  /// `adaptive_avg_pool1d` to `3d`, by the number of sizes.
  default Tensor adaptiveAvgPool(int... sizes) {
    String op = "adaptive_avg_pool" + sizes.length + "d";
    return Samples.batched(op, self(), sizes.length + 2, x -> AdaptivePools.mean(op, x, sizes));
  }

  /// The largest numbers of as many windows as asked for in each of the last dimensions; see
  /// [#adaptiveAvgPool]. PyTorch `adaptive_max_pool1d` to `3d`, by the number of sizes.
  default Tensor adaptiveMaxPool(int... sizes) {
    String op = "adaptive_max_pool" + sizes.length + "d";
    return Samples.batched(op, self(), sizes.length + 2, x -> AdaptivePools.max(op, x, sizes));
  }

  /// The numbers of [#adaptiveMaxPool] and where in their sequence, image or volume they stand.
  default Reductions.Extreme adaptiveMaxPoolWithIndices(int... sizes) {
    String op = "adaptive_max_pool" + sizes.length + "d";
    return new Reductions.Extreme(
        adaptiveMaxPool(sizes),
        Samples.batched(op, self(), sizes.length + 2, x -> AdaptivePools.places(op, x, sizes)));
  }

  /// The largest numbers, and where they stand, of windows of one size whose distances vary by
  /// chance so that there are as many as asked for. PyTorch `fractional_max_pool2d` and `3d`, by
  /// the number of sizes.
  ///
  /// @param kernel the windows' sizes
  /// @param sizes how many windows
  /// @param samples `[n, c, 2]` or `[n, c, 3]`, from 0 to below 1: what decides, in the order w, h
  ///   or d, h, w
  /// @throws ShapeException if so many windows do not fit
  default Reductions.Extreme fractionalMaxPool(int[] kernel, int[] sizes, Tensor samples) {
    String op = "fractional_max_pool" + sizes.length + "d";
    Tensor x = self();
    if (x.rank() == sizes.length + 1) {
      Reductions.Extreme one = x.unsqueeze(0).fractionalMaxPool(kernel, sizes, samples);
      return new Reductions.Extreme(one.values().squeeze(0), one.indices().squeeze(0));
    }
    Samples.require(op, x, sizes.length + 2);
    return FractionalPools.max(x, kernel, sizes, samples);
  }

  /// Numbers put back to where they stood before a maximum was taken, zeros elsewhere: `[n, c, …] →
  /// [n, c, sizes]`. PyTorch `max_unpool1d` to `3d`, by the number of sizes.
  ///
  /// @param indices places in a sequence, image or volume of the new sizes, as
  ///   [#maxPool2dWithIndices] gives them
  /// @throws ShapeException if there is not one index for each number
  default Tensor maxUnpool(Tensor indices, int... sizes) {
    return Pools.unpool(self(), indices, sizes);
  }
}
