package kierkegrad.nn.conv;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.init.Init;
import kierkegrad.op.Span;
import kierkegrad.op.Spans;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.PadMode;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// What the convolutions share.
final class Convolution {
  private static final String[] SIZES = {"l", "h, w", "d, h, w"};

  private Convolution() {}

  /// A weight `[out, in/groups, kernel]`.
  static Parameter weight(String layer, int in, int out, int groups, int... kernel) {
    requireGroups(layer, in, out, groups);
    return weight(Shape.of(out, in / groups), kernel);
  }

  /// A weight `[in, out/groups, kernel]`.
  static Parameter transposedWeight(String layer, int in, int out, int groups, int... kernel) {
    requireGroups(layer, in, out, groups);
    return weight(Shape.of(in, out / groups), kernel);
  }

  private static Parameter weight(Shape channels, int... kernel) {
    Shape shape = channels;
    for (int size : kernel) {
      shape = shape.insert(shape.rank(), size);
    }
    return new Parameter(Init.linear(DType.F32, shape, fan(shape)));
  }

  private static void requireGroups(String layer, int in, int out, int groups) {
    if (groups < 1 || in % groups != 0 || out % groups != 0) {
      throw new IllegalArgumentException(
          layer
              + ": "
              + in
              + " channels in and "
              + out
              + " out do not fall into "
              + groups
              + " groups; both must be multiples");
    }
  }

  /// The bias beside a weight: on ±1/√fan like the weight itself.
  static Optional<Parameter> bias(Parameter weight, int out, boolean wanted) {
    int fan = fan(weight.value().shape());
    return wanted
        ? Optional.of(new Parameter(Init.linear(DType.F32, Shape.of(out), fan)))
        : Optional.empty();
  }

  private static int fan(Shape weight) {
    return weight.elements() / Math.max(1, weight.size(0));
  }

  static void requireChannels(String layer, Parameter weight, Tensor x, int channels) {
    int rank = weight.value().rank();
    boolean fits = (x.rank() == rank || x.rank() == rank - 1) && x.size(1 - rank) == channels;
    if (!fits) {
      String from = x.op().map(op -> " from " + op.opName()).orElse("");
      throw new ShapeException(
          layer
              + weight.layer("weight")
              + ": expects "
              + channels
              + " channels, [n, "
              + channels
              + ", "
              + SIZES[rank - 3]
              + "], got "
              + x.shape()
              + from);
    }
  }

  /// x padded as the windows say, in another way than with zeros.
  static Tensor padded(Tensor x, PadMode mode, Span... spans) {
    int[] places = new int[2 * spans.length];
    for (int i = 0; i < spans.length; i++) {
      Span span = spans[spans.length - 1 - i];
      places[2 * i] = span.padding();
      places[2 * i + 1] = span.padding() + span.extra();
    }
    return x.pad(places, mode);
  }

  /// One number of output padding per dimension.
  static List<Integer> outputPadding(String layer, int dims, int... given) {
    if (given.length > 1 && given.length != dims) {
      throw new IllegalArgumentException(
          layer + ": " + given.length + " numbers of output padding; give 1 or " + dims);
    }
    return IntStream.range(0, dims)
        .mapToObj(i -> given.length == 0 ? 0 : given[given.length == 1 ? 0 : i])
        .toList();
  }

  /// The output padding that makes results of these sizes. PyTorch `forward(x, output_size)`.
  static int[] outputPadding(String layer, Tensor x, int[] sizes, Span... spans) {
    int[] more = new int[spans.length];
    for (int i = 0; i < spans.length; i++) {
      Span span = spans[i];
      int n = x.size(i - spans.length);
      int least = (n - 1) * span.stride() - 2 * span.padding() + span.reach();
      if (sizes.length != spans.length || sizes[i] < least || sizes[i] >= least + span.stride()) {
        throw new ShapeException(
            layer
                + ": "
                + x.shape()
                + " cannot become "
                + Shape.of(sizes)
                + "; dimension "
                + (i - spans.length)
                + " can be from "
                + least
                + " to "
                + (least + span.stride() - 1));
      }
      more[i] = sizes[i] - least;
    }
    return more;
  }

  /// Attributes as PyTorch prints them.
  static String text(
      String layer, int in, int out, int groups, boolean bias, String more, Span... spans) {
    StringBuilder text = new StringBuilder(layer + "(" + in + ", " + out);
    text.append(", kernel_size=").append(Spans.tuple(Span::kernel, spans));
    text.append(", stride=").append(Spans.tuple(Span::stride, spans));
    text.append(Spans.unless(0, "padding", Span::padding, spans));
    text.append(Spans.unless(0, "extra", Span::extra, spans));
    text.append(Spans.unless(1, "dilation", Span::dilation, spans));
    text.append(more.startsWith(", output") ? more : "");
    text.append(groups == 1 ? "" : ", groups=" + groups);
    text.append(bias ? "" : ", bias=false");
    return text.append(more.startsWith(", output") ? "" : more).append(")").toString();
  }

  static String mode(PadMode mode) {
    return mode == PadMode.CONSTANT ? "" : ", padding_mode=" + mode.torchName();
  }

  static String outputPaddingText(List<Integer> more) {
    if (more.stream().allMatch(n -> n == 0)) {
      return "";
    }
    String numbers = more.toString();
    return ", output_padding=("
        + numbers.substring(1, numbers.length() - 1)
        + (more.size() == 1 ? ",)" : ")");
  }
}
