package kierkegrad.op;

/// How a window slides over the last three dimensions of `[n, c, d, h, w]`.
///
/// ```java
/// Volume.of(3).stride(2).padding(1)        // the same in all three
/// new Volume(Span.of(1), Span.of(3).padding(1), Span.of(3).padding(1))
/// ```
///
/// @param depth along d
/// @param height along h
/// @param width along w
public record Volume(Span depth, Span height, Span width) {
  /// A cube that moves by one and stays inside.
  public static Volume of(int kernel) {
    return of(kernel, kernel, kernel);
  }

  /// A window that moves by one and stays inside.
  public static Volume of(int depth, int height, int width) {
    return new Volume(Span.of(depth), Span.of(height), Span.of(width));
  }

  /// With another stride, the same in all three.
  public Volume stride(int step) {
    return stride(step, step, step);
  }

  /// With another stride.
  public Volume stride(int deep, int down, int across) {
    return new Volume(depth.stride(deep), height.stride(down), width.stride(across));
  }

  /// With padding on every side.
  public Volume padding(int places) {
    return padding(places, places, places);
  }

  /// With padding on either side of each.
  public Volume padding(int deep, int vertical, int horizontal) {
    return new Volume(depth.padding(deep), height.padding(vertical), width.padding(horizontal));
  }

  /// Padded so that there are as many positions as elements; see [Span#same].
  public Volume same() {
    return new Volume(depth.same(), height.same(), width.same());
  }

  /// With gaps, the same in all three.
  public Volume dilation(int distance) {
    return dilation(distance, distance, distance);
  }

  /// With gaps.
  public Volume dilation(int deep, int vertical, int horizontal) {
    return new Volume(depth.dilation(deep), height.dilation(vertical), width.dilation(horizontal));
  }

  /// How it slides over one slice `[n, c, h, w]`.
  public Window slice() {
    return new Window(height, width);
  }

  /// The number of elements of the window.
  public int taps() {
    return depth.kernel() * height.kernel() * width.kernel();
  }

  /// Such as `kernel=(3, 3, 3), stride=(2, 2, 2)`, without what is usual.
  @Override
  public String toString() {
    return Spans.text(depth, height, width);
  }
}
