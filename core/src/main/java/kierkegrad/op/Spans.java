package kierkegrad.op;

import java.util.Arrays;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/// Windows as PyTorch prints them.
public final class Spans {
  private Spans() {}

  /// Such as `kernel=(3, 5), stride=(2, 2)`, without what is usual.
  static String text(Span... spans) {
    return "kernel="
        + tuple(Span::kernel, spans)
        + unless(1, "stride", Span::stride, spans)
        + unless(0, "padding", Span::padding, spans)
        + unless(0, "extra", Span::extra, spans)
        + unless(1, "dilation", Span::dilation, spans);
  }

  /// Such as `(3, 3)`, and `(3,)` for one.
  public static String tuple(ToIntFunction<Span> number, Span... spans) {
    String numbers =
        Arrays.stream(spans)
            .map(span -> Integer.toString(number.applyAsInt(span)))
            .collect(Collectors.joining(", "));
    return "(" + numbers + (spans.length == 1 ? ",)" : ")");
  }

  /// Such as `3` if it is the same in all dimensions, else `(3, 5)`.
  public static String shortest(ToIntFunction<Span> number, Span... spans) {
    return Arrays.stream(spans).mapToInt(number).distinct().count() == 1
        ? Integer.toString(number.applyAsInt(spans[0]))
        : tuple(number, spans);
  }

  /// Such as `, padding=(1, 1)`; nothing if it is as usual in all dimensions.
  public static String unless(int usual, String name, ToIntFunction<Span> number, Span... spans) {
    boolean plain = Arrays.stream(spans).allMatch(span -> number.applyAsInt(span) == usual);
    return plain ? "" : ", " + name + "=" + tuple(number, spans);
  }
}
