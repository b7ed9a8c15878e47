package kierkegrad.tensor;

import java.util.Optional;
import kierkegrad.op.Span;
import kierkegrad.op.Volume;
import kierkegrad.op.Window;

/// Windows that slide over the last dimensions: convolution, its adjoint, and windows laid out as
/// columns. Volumes are `[n, c, d, h, w]`, images `[n, c, h, w]`, sequences `[n, c, l]`; without n
/// they are one of them.
///
/// The rules are those of `torch.nn.functional`. A transposed convolution is the gradient of a
/// convolution in its images; what it adds at the end, `outputPadding`, is one number for all
/// dimensions, or one for each, and 0 unless given.
public sealed interface Sliding permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// Cross-correlation of images with a weight `[o, c, kh, kw]`, the window moving by one and
  /// staying inside. PyTorch `conv2d`.
  default Tensor conv2d(Tensor weight) {
    Samples.require("conv2d", weight, 4);
    return conv2d(weight, Optional.empty(), Window.of(weight.size(2), weight.size(3)), 1);
  }

  /// Cross-correlation of images with a weight `[o, c/groups, kh, kw]`, plus a bias `[o]` if there
  /// is one. PyTorch `conv2d`.
  ///
  /// @param window how the weight slides; its kernel is kh·kw
  /// @param groups into how many blocks the channels fall, in and out; c of them make it depthwise
  /// @throws ShapeException if channels, weight and window do not fit
  default Tensor conv2d(Tensor weight, Optional<Tensor> bias, Window window, int groups) {
    Convolutions of = new Convolutions("conv2d", self(), weight, bias, groups);
    return Samples.batched("conv2d", self(), 4, x -> of.images(x, window));
  }

  /// Cross-correlation of sequences with a weight `[o, c/groups, k]`, plus a bias `[o]` if there is
  /// one. PyTorch `conv1d`.
  ///
  /// @param window how the weight slides; its kernel is k
  /// @throws ShapeException if channels, weight and window do not fit
  default Tensor conv1d(Tensor weight, Optional<Tensor> bias, Span window, int groups) {
    Samples.require("conv1d", weight, 3);
    Convolutions of = new Convolutions("conv1d", self(), weight.unsqueeze(2), bias, groups);
    return Samples.flat("conv1d", self(), x -> of.images(x, new Window(Span.of(1), window)));
  }

  /// Cross-correlation of volumes with a weight `[o, c/groups, kd, kh, kw]`, plus a bias `[o]` if
  /// there is one. PyTorch `conv3d`.
  ///
  /// @param window how the weight slides; its kernel is kd·kh·kw
  /// @throws ShapeException if channels, weight and window do not fit
  default Tensor conv3d(Tensor weight, Optional<Tensor> bias, Volume window, int groups) {
    Convolutions of = new Convolutions("conv3d", self(), weight, bias, groups);
    return Samples.batched("conv3d", self(), 5, x -> of.volumes(x, window));
  }

  /// Transposed convolution of sequences with a weight `[c, o/groups, k]`, plus a bias `[o]` if
  /// there is one: sequences of `(l − 1)·stride − 2·padding + reach + outputPadding`. PyTorch
  /// `conv_transpose1d`.
  ///
  /// @throws ShapeException if channels, weight, window and output padding do not fit
  default Tensor convTranspose1d(
      Tensor weight, Optional<Tensor> bias, Span window, int groups, int... outputPadding) {
    String op = "conv_transpose1d";
    Samples.require(op, weight, 3);
    Convolutions of = new Convolutions(op, self(), weight.unsqueeze(2), bias, groups);
    int[] more = {0, Convolutions.outputPadding(op, 1, outputPadding)[0]};
    return Samples.flat(
        op, self(), x -> of.transposedImages(x, new Window(Span.of(1), window), more));
  }

  /// Transposed convolution of images with a weight `[c, o/groups, kh, kw]`, plus a bias `[o]` if
  /// there is one: each size becomes `(size − 1)·stride − 2·padding + reach + outputPadding`.
  /// PyTorch `conv_transpose2d`.
  ///
  /// @throws ShapeException if channels, weight, window and output padding do not fit
  default Tensor convTranspose2d(
      Tensor weight, Optional<Tensor> bias, Window window, int groups, int... outputPadding) {
    String op = "conv_transpose2d";
    Convolutions of = new Convolutions(op, self(), weight, bias, groups);
    int[] more = Convolutions.outputPadding(op, 2, outputPadding);
    return Samples.batched(op, self(), 4, x -> of.transposedImages(x, window, more));
  }

  /// Transposed convolution of volumes with a weight `[c, o/groups, kd, kh, kw]`, plus a bias `[o]`
  /// if there is one. PyTorch `conv_transpose3d`.
  ///
  /// @throws ShapeException if channels, weight, window and output padding do not fit
  default Tensor convTranspose3d(
      Tensor weight, Optional<Tensor> bias, Volume window, int groups, int... outputPadding) {
    String op = "conv_transpose3d";
    Convolutions of = new Convolutions(op, self(), weight, bias, groups);
    int[] more = Convolutions.outputPadding(op, 3, outputPadding);
    return Samples.batched(op, self(), 5, x -> of.transposedVolumes(x, window, more));
  }

  /// Windows of images as columns: `[n, c, h, w] → [n, c·kh·kw, positions]`, zeros in the padding.
  /// PyTorch `torch.nn.functional.unfold`.
  ///
  /// @throws ShapeException if the window does not fit
  default Tensor unfold(Window window) {
    return Samples.batched("unfold", self(), 4, x -> Columns.unfold(x, window));
  }

  /// Columns added up as windows of images: `[n, c·kh·kw, positions] → [n, c, height, width]`, the
  /// adjoint of [#unfold(Window)]. PyTorch `torch.nn.functional.fold`.
  ///
  /// @throws ShapeException if the columns are not as many as the positions, or their length is no
  ///   multiple of the window's
  default Tensor fold(int height, int width, Window window) {
    return Samples.batched("fold", self(), 3, x -> Columns.fold(x, height, width, window));
  }

  /// All parts of `size` neighbours along a dimension, `step` apart, side by side in a new last
  /// dimension. PyTorch `Tensor.unfold`.
  ///
  /// @throws ShapeException if the dimension is smaller than that
  default Tensor unfold(int dim, int size, int step) {
    int axis = self().shape().axis(dim);
    Span span = Span.of(size).stride(step);
    Columns.positions("unfold", span, self().size(axis));
    return Taps.of(self(), axis, span, self().rank());
  }
}
