package kierkegrad.nn.pool;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import kierkegrad.op.Span;
import kierkegrad.op.Spans;
import kierkegrad.tensor.Tensor;

/// The pooling layers as PyTorch prints them.
final class Pooling {
  private Pooling() {}

  static String text(String layer, Span... spans) {
    return text(layer, number -> Spans.shortest(number, spans));
  }

  static String tuples(String layer, Span... spans) {
    return text(layer, number -> Spans.tuple(number, spans));
  }

  static String dilated(String layer, boolean ceil, Span... spans) {
    return text(layer, spans)
        + ", dilation="
        + Spans.shortest(Span::dilation, spans)
        + ", ceil_mode="
        + ceil
        + ")";
  }

  static String norm(String layer, double p, boolean ceil, Span... spans) {
    return layer
        + "(norm_type="
        + p
        + ", kernel_size="
        + Spans.shortest(Span::kernel, spans)
        + ", stride="
        + Spans.shortest(Span::stride, spans)
        + ", ceil_mode="
        + ceil
        + ")";
  }

  /// A size that stays is `None`, as in PyTorch.
  static String adaptive(String layer, int... sizes) {
    String text =
        Arrays.stream(sizes)
            .mapToObj(size -> size == -1 ? "None" : Integer.toString(size))
            .collect(Collectors.joining(", "));
    return layer + "(output_size=" + (sizes.length == 1 ? text : "(" + text + ")") + ")";
  }

  /// The sizes that windows without overlap were taken from.
  static int[] unpooled(Tensor x, Span... spans) {
    int[] sizes = new int[spans.length];
    for (int i = 0; i < sizes.length; i++) {
      int n = x.size(i - sizes.length);
      sizes[i] = (n - 1) * spans[i].stride() - 2 * spans[i].padding() + spans[i].kernel();
    }
    return sizes;
  }

  private static String text(String layer, Function<ToIntFunction<Span>, String> of) {
    return layer
        + "(kernel_size="
        + of.apply(Span::kernel)
        + ", stride="
        + of.apply(Span::stride)
        + ", padding="
        + of.apply(Span::padding);
  }
}
