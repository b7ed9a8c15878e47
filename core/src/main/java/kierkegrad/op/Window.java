package kierkegrad.op;

import java.util.function.ToIntFunction;

/// How a window slides over the last two dimensions of `[n, c, h, w]`.
///
/// ```java
/// Window.of(3).stride(2).padding(1)                 // the same both ways
/// new Window(Span.of(1), Span.of(5).padding(2))     // 1 high, 5 wide
/// ```
///
/// @param height along h
/// @param width along w
public record Window(Span height, Span width) {
  /// A square window that moves by one and stays inside.
  public static Window of(int kernel) {
    return of(kernel, kernel);
  }

  /// A window that moves by one and stays inside.
  public static Window of(int height, int width) {
    return new Window(Span.of(height), Span.of(width));
  }

  /// With another stride, the same both ways.
  public Window stride(int step) {
    return new Window(height.stride(step), width.stride(step));
  }

  /// With padding on every side.
  public Window padding(int places) {
    return new Window(height.padding(places), width.padding(places));
  }

  /// With gaps, the same both ways.
  public Window dilation(int distance) {
    return new Window(height.dilation(distance), width.dilation(distance));
  }

  /// Such as `kernel=(3, 5), stride=(2, 2)`, without what is usual.
  @Override
  public String toString() {
    return "kernel="
        + pair(Span::kernel)
        + unless(1, "stride", Span::stride)
        + unless(0, "padding", Span::padding)
        + unless(1, "dilation", Span::dilation);
  }

  private String unless(int usual, String name, ToIntFunction<Span> number) {
    boolean plain = number.applyAsInt(height) == usual && number.applyAsInt(width) == usual;
    return plain ? "" : ", " + name + "=" + pair(number);
  }

  private String pair(ToIntFunction<Span> number) {
    return "(" + number.applyAsInt(height) + ", " + number.applyAsInt(width) + ")";
  }
}
