package kierkegrad.tensor;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import kierkegrad.op.Conv;
import kierkegrad.op.Pool;
import kierkegrad.op.Span;
import kierkegrad.op.Window;

/// Windows that slide over the last dimensions: convolution and pooling. Images are `[n, c, h, w]`,
/// sequences `[n, c, l]`; without n they are one image or one sequence.
public sealed interface Sliding permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// Cross-correlation of images with a weight `[o, c, kh, kw]`, the window moving by one and
  /// staying inside. PyTorch `conv2d`.
  default Tensor conv2d(Tensor weight) {
    require(4, weight, "conv2d");
    return conv2d(weight, Optional.empty(), Window.of(weight.size(2), weight.size(3)), 1);
  }

  /// Cross-correlation of images with a weight `[o, c/groups, kh, kw]`, plus a bias `[o]` if there
  /// is one. PyTorch `conv2d`.
  ///
  /// @param window how the weight slides; its kernel is kh·kw
  /// @param groups into how many blocks the channels fall, in and out; c of them make it depthwise
  /// @throws ShapeException if channels, weight and window do not fit
  default Tensor conv2d(Tensor weight, Optional<Tensor> bias, Window window, int groups) {
    Tensor x = self();
    DType type =
        bias.map(b -> x.dtype().promote(b.dtype()))
            .orElse(x.dtype())
            .promote(weight.dtype())
            .floating();
    List<Tensor> rest =
        Stream.concat(Stream.of(weight), bias.stream()).map(t -> t.to(type)).toList();
    Conv op = new Conv.Forward(window, groups);
    return batched(
        4,
        "conv2d",
        images ->
            Tensor.apply(op, Stream.concat(Stream.of(images.to(type)), rest.stream()).toList()));
  }

  /// Cross-correlation of sequences with a weight `[o, c/groups, k]`, plus a bias `[o]` if there is
  /// one. PyTorch `conv1d`.
  ///
  /// @param window how the weight slides; its kernel is k
  /// @param groups into how many blocks the channels fall, in and out
  /// @throws ShapeException if channels, weight and window do not fit
  default Tensor conv1d(Tensor weight, Optional<Tensor> bias, Span window, int groups) {
    require(3, weight, "conv1d");
    return flat("conv1d", x -> x.conv2d(weight.unsqueeze(2), bias, flat(window), groups));
  }

  /// The largest number in each window of each channel. PyTorch `max_pool2d`, whose stride is the
  /// kernel's size unless given; a [Window]'s is 1.
  ///
  /// @param ceil whether the last window may hang over the end
  default Tensor maxPool2d(Window window, boolean ceil) {
    return batched(4, "max_pool2d", x -> Tensor.apply(new Pool.Max(window, ceil), x));
  }

  /// The largest number in each window of each channel of sequences. PyTorch `max_pool1d`.
  default Tensor maxPool1d(Span window, boolean ceil) {
    return flat("max_pool1d", x -> x.maxPool2d(flat(window), ceil));
  }

  /// The mean of each window of each channel. PyTorch `avg_pool2d`, whose stride is the kernel's
  /// size unless given; a [Window]'s is 1.
  ///
  /// @param ceil whether the last window may hang over the end
  /// @param countPadding whether padding counts in the number that is divided by
  default Tensor avgPool2d(Window window, boolean ceil, boolean countPadding) {
    return batched(
        4,
        "avg_pool2d",
        x ->
            Tensor.apply(new Pool.Average(window, ceil, countPadding), x.to(x.dtype().floating())));
  }

  /// The mean of each window of each channel of sequences. PyTorch `avg_pool1d`.
  default Tensor avgPool1d(Span window, boolean ceil, boolean countPadding) {
    return flat("avg_pool1d", x -> x.avgPool2d(flat(window), ceil, countPadding));
  }

  private static Window flat(Span window) {
    return new Window(Span.of(1), window);
  }

  /// Sequences as images of height 1.
  private Tensor flat(String op, UnaryOperator<Tensor> images) {
    return batched(3, op, x -> images.apply(x.unsqueeze(2)).squeeze(2));
  }

  private Tensor batched(int rank, String op, UnaryOperator<Tensor> rule) {
    Tensor x = self();
    if (x.rank() == rank - 1) {
      return rule.apply(x.unsqueeze(0)).squeeze(0);
    }
    require(rank, x, op);
    return rule.apply(x);
  }

  private static void require(int rank, Tensor x, String op) {
    if (x.rank() != rank) {
      throw new ShapeException(
          op
              + ": expects "
              + rank
              + " dimensions, "
              + (rank == 4 ? "[n, c, h, w]" : "[n, c, l]")
              + ", got "
              + x.shape());
    }
  }
}
