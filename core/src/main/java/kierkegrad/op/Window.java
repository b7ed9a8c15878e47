package kierkegrad.op;

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

  /// With another stride.
  public Window stride(int down, int across) {
    return new Window(height.stride(down), width.stride(across));
  }

  /// With padding on every side.
  public Window padding(int places) {
    return new Window(height.padding(places), width.padding(places));
  }

  /// With padding above and below, and on the left and right.
  public Window padding(int vertical, int horizontal) {
    return new Window(height.padding(vertical), width.padding(horizontal));
  }

  /// Padded so that there are as many positions as pixels; see [Span#same].
  public Window same() {
    return new Window(height.same(), width.same());
  }

  /// With gaps, the same both ways.
  public Window dilation(int distance) {
    return new Window(height.dilation(distance), width.dilation(distance));
  }

  /// With gaps.
  public Window dilation(int vertical, int horizontal) {
    return new Window(height.dilation(vertical), width.dilation(horizontal));
  }

  /// The number of elements of the window.
  public int taps() {
    return height.kernel() * width.kernel();
  }

  /// Such as `kernel=(3, 5), stride=(2, 2)`, without what is usual.
  @Override
  public String toString() {
    return Spans.text(height, width);
  }
}
