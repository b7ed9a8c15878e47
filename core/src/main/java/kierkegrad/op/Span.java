package kierkegrad.op;

/// How a window slides along one dimension.
///
/// ```java
/// Span.of(3).stride(2).padding(1)   // PyTorch kernel_size=3, stride=2, padding=1
/// ```
///
/// @param kernel how many elements the window takes
/// @param stride how far it moves from one position to the next
/// @param padding how many places are added on either side
/// @param dilation the distance of neighbours in the window; 1 leaves no gaps
/// @param extra how many places are added at the end besides the padding; see [#same]
public record Span(int kernel, int stride, int padding, int dilation, int extra) {
  /// @throws IllegalArgumentException if a number is out of range
  public Span {
    if (kernel < 1 || stride < 1 || padding < 0 || dilation < 1 || extra < 0) {
      throw new IllegalArgumentException(
          "window: "
              + text(kernel, stride, padding, dilation, extra)
              + ": kernel, stride and dilation are at least 1, padding at least 0");
    }
  }

  /// With the same padding on both sides.
  ///
  /// @throws IllegalArgumentException if a number is out of range
  public Span(int kernel, int stride, int padding, int dilation) {
    this(kernel, stride, padding, dilation, 0);
  }

  /// A window without gaps that moves by one and stays inside.
  public static Span of(int kernel) {
    return new Span(kernel, 1, 0, 1);
  }

  /// With another stride.
  public Span stride(int step) {
    return new Span(kernel, step, padding, dilation, extra);
  }

  /// With padding on either side.
  public Span padding(int places) {
    return new Span(kernel, stride, places, dilation);
  }

  /// With gaps.
  public Span dilation(int distance) {
    return new Span(kernel, stride, padding, distance, extra);
  }

  /// Padded so that there are as many positions as elements; an odd number of places has the one
  /// more at the end. PyTorch `padding='same'`.
  ///
  /// @throws IllegalArgumentException if the stride is not 1
  public Span same() {
    if (stride != 1) {
      throw new IllegalArgumentException(
          "window: a stride of " + stride + " cannot keep the size; use same() with stride 1");
    }
    int places = reach() - 1;
    return new Span(kernel, stride, places / 2, dilation, places % 2);
  }

  /// The number of places from the window's first element to its last, both included.
  public int reach() {
    return dilation * (kernel - 1) + 1;
  }

  /// The number of positions along `size` elements: `⌊(size + 2·padding + extra − reach) / stride⌋
  /// + 1`; not positive if the window does not fit.
  public int positions(int size) {
    return Math.floorDiv(size + 2 * padding + extra - reach(), stride) + 1;
  }

  /// The number of positions if the last one may hang over the end, as long as it begins before the
  /// padding at the end. PyTorch `ceil_mode`.
  public int positionsOverhanging(int size) {
    int count = Math.ceilDiv(size + 2 * padding - reach(), stride) + 1;
    return (count - 1) * stride >= size + padding ? count - 1 : count;
  }

  /// Such as `kernel=3, stride=2`, without what is usual.
  @Override
  public String toString() {
    return text(kernel, stride, padding, dilation, extra);
  }

  private static String text(int kernel, int stride, int padding, int dilation, int extra) {
    return "kernel="
        + kernel
        + (stride == 1 ? "" : ", stride=" + stride)
        + (padding == 0 ? "" : ", padding=" + padding)
        + (extra == 0 ? "" : ", extra=" + extra)
        + (dilation == 1 ? "" : ", dilation=" + dilation);
  }
}
