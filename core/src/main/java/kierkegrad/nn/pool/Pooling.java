package kierkegrad.nn.pool;

import java.util.function.Function;
import java.util.function.ToIntFunction;
import kierkegrad.op.Span;
import kierkegrad.op.Spans;

/// The pooling layers as PyTorch prints them.
final class Pooling {
  private Pooling() {}

  static String text(String layer, Span... spans) {
    return text(layer, number -> Spans.shortest(number, spans));
  }

  static String tuples(String layer, Span... spans) {
    return text(layer, number -> Spans.tuple(number, spans));
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
