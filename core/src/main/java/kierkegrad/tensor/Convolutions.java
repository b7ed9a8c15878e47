package kierkegrad.tensor;

import java.util.Arrays;
import java.util.Optional;
import kierkegrad.op.Conv;
import kierkegrad.op.Span;
import kierkegrad.op.Volume;
import kierkegrad.op.Window;

/// Convolutions of images, and those of volumes by them: the slices under the window's elements
/// along the depth become channels, and so one convolution of images does all.
///
/// @param op the operation's name
/// @param type of the operands
/// @param weight in that type
/// @param bias in that type, if there is one
record Convolutions(String op, DType type, Tensor weight, Optional<Tensor> bias, int groups) {
  Convolutions(String op, Tensor x, Tensor weight, Optional<Tensor> bias, int groups) {
    this(op, type(x, weight, bias), weight, bias, groups);
  }

  Convolutions {
    weight = weight.to(type);
    bias = bias.map(b -> b.to(type));
  }

  private static DType type(Tensor x, Tensor weight, Optional<Tensor> bias) {
    return bias.map(b -> x.dtype().promote(b.dtype()))
        .orElse(x.dtype())
        .promote(weight.dtype())
        .floating();
  }

  Tensor images(Tensor x, Window window) {
    return correlate(x.to(type), weight, window);
  }

  private Tensor correlate(Tensor x, Tensor w, Window window) {
    Conv forward = new Conv.Forward(window, groups);
    return bias.map(b -> Tensor.apply(forward, x, w, b))
        .orElseGet(() -> Tensor.apply(forward, x, w));
  }

  Tensor volumes(Tensor x, Volume window) {
    requireWeight(window);
    int depth = Columns.positions(op, window.depth(), x.size(2));
    Tensor taps = Taps.of(x.to(type).transpose(1, 2), 1, window.depth(), 3);
    int[] s = taps.shape().toArray();
    Tensor images = taps.reshape(s[0] * depth, s[2] * s[3], s[4], s[5]);
    Tensor y = correlate(images, flatWeight(), window.slice());
    return y.reshape(s[0], depth, y.size(1), y.size(2), y.size(3)).transpose(1, 2);
  }

  Tensor transposedImages(Tensor x, Window window, int[] more) {
    return biased(transposed(x.to(type), weight, window, more[0], more[1]));
  }

  Tensor transposedVolumes(Tensor x, Volume window, int[] more) {
    requireWeight(window);
    int[] s = x.shape().toArray();
    int depth = size(window.depth(), s[2], more[0]);
    Tensor images = x.to(type).transpose(1, 2).reshape(s[0] * s[2], s[1], s[3], s[4]);
    Tensor y = transposed(images, flatWeight(), window.slice(), more[1], more[2]);
    int kernel = window.depth().kernel();
    Tensor taps = y.reshape(s[0], s[2], y.size(1) / kernel, kernel, y.size(2), y.size(3));
    return biased(Taps.sum(taps, 1, window.depth(), 3, depth).transpose(1, 2));
  }

  /// The gradient of a convolution in its images. Where more is added at the end than the stride
  /// skips, that convolution has further positions, with nothing there.
  private Tensor transposed(Tensor x, Tensor w, Window window, int moreRows, int moreColumns) {
    int rows = size(window.height(), x.size(2), moreRows);
    int columns = size(window.width(), x.size(3), moreColumns);
    Tensor high = extended(x, 2, moreRows / window.height().stride());
    Tensor wide = extended(high, 3, moreColumns / window.width().stride());
    return Tensor.apply(new Conv.InputGradient(window, groups, rows, columns), wide, w);
  }

  private static Tensor extended(Tensor x, int dim, int places) {
    return places == 0 ? x : x.pad(dim, 0, places, 0);
  }

  private Tensor biased(Tensor y) {
    int[] sizes = new int[y.rank() - 1];
    Arrays.fill(sizes, 1);
    sizes[0] = y.size(1);
    bias.filter(b -> !b.shape().equals(Shape.of(sizes[0])))
        .ifPresent(b -> {
          throw new ShapeException(
              op + ": the bias is " + b.shape() + ", but there are " + sizes[0] + " channels out");
        });
    return bias.map(b -> y.add(b.reshape(sizes))).orElse(y);
  }

  /// The kernels along the depth beside the channels, as they are stored anyway.
  private Tensor flatWeight() {
    int[] s = weight.shape().toArray();
    return weight.reshape(s[0], s[1] * s[2], s[3], s[4]);
  }

  private void requireWeight(Volume window) {
    if (weight.rank() != 5 || weight.size(2) != window.depth().kernel()) {
      throw new ShapeException(
          op
              + ": expects a weight of 5 dimensions for a window with "
              + window
              + ", got "
              + weight.shape());
    }
  }

  private int size(Span span, int size, int more) {
    if (more < 0 || more >= Math.max(span.stride(), span.dilation())) {
      throw new ShapeException(
          op
              + ": an output padding of "
              + more
              + " does not fit a window with "
              + span
              + "; use 0 or more, but less than the stride or the dilation");
    }
    int result = (size - 1) * span.stride() - 2 * span.padding() + span.reach() + more;
    if (span.extra() > 0 || size < 1 || result < 1) {
      throw new ShapeException(
          op + ": nothing comes of a size of " + size + " and a window with " + span);
    }
    return result;
  }

  /// One number per dimension.
  static int[] outputPadding(String op, int dims, int... given) {
    int[] all = new int[dims];
    if (given.length == 1) {
      Arrays.fill(all, given[0]);
    } else if (given.length == dims) {
      return given.clone();
    } else if (given.length > 0) {
      throw new ShapeException(
          op + ": " + given.length + " numbers of output padding; give 1 or " + dims);
    }
    return all;
  }
}
