package kierkegrad.nn.conv;

import java.util.Optional;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.init.Init;
import kierkegrad.op.Span;
import kierkegrad.op.Spans;
import kierkegrad.op.Window;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// What [Conv1d] and [Conv2d] share.
final class Convolution {
  private Convolution() {}

  static Parameter weight(String layer, int in, int out, int groups, int... kernel) {
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
    Shape shape = Shape.of(out, in / groups);
    for (int size : kernel) {
      shape = shape.insert(shape.rank(), size);
    }
    return new Parameter(Init.linear(DType.F32, shape, fan(shape)));
  }

  /// The bias beside a weight: on ±1/√fan like the weight itself.
  static Optional<Parameter> bias(Parameter weight, boolean wanted) {
    Shape shape = weight.value().shape();
    return wanted
        ? Optional.of(new Parameter(Init.linear(DType.F32, Shape.of(shape.size(0)), fan(shape))))
        : Optional.empty();
  }

  private static int fan(Shape weight) {
    return weight.elements() / Math.max(1, weight.size(0));
  }

  static void requireChannels(String layer, Parameter weight, Tensor x, int channels, int rank) {
    boolean fits = (x.rank() == rank || x.rank() == rank - 1) && x.size(1 - rank) == channels;
    if (!fits) {
      String from = x.op().map(op -> " from " + op.opName()).orElse("");
      throw new ShapeException(
          layer
              + weight.layer("weight")
              + ": expects "
              + channels
              + " channels, "
              + (rank == 4 ? "[n, " + channels + ", h, w]" : "[n, " + channels + ", l]")
              + ", got "
              + x.shape()
              + from);
    }
  }

  /// Attributes as PyTorch prints them.
  static String text(String layer, int in, int out, Window window, int groups, boolean bias) {
    return attributes(layer, in, out, groups, bias, new Span[] {window.height(), window.width()});
  }

  static String text(String layer, int in, int out, Span window, int groups, boolean bias) {
    return attributes(layer, in, out, groups, bias, new Span[] {window});
  }

  private static String attributes(
      String layer, int in, int out, int groups, boolean bias, Span[] spans) {
    StringBuilder text = new StringBuilder(layer + "(" + in + ", " + out);
    text.append(", kernel_size=").append(Spans.tuple(Span::kernel, spans));
    text.append(", stride=").append(Spans.tuple(Span::stride, spans));
    text.append(Spans.unless(0, "padding", Span::padding, spans));
    text.append(Spans.unless(1, "dilation", Span::dilation, spans));
    text.append(groups == 1 ? "" : ", groups=" + groups);
    return text.append(bias ? ")" : ", bias=false)").toString();
  }
}
