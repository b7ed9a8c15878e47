package kierkegrad.cpu.conv;

/// The sizes of a pooling.
///
/// @param planes the number of images times that of channels
/// @param height along the height
/// @param width along the width
public record PoolShape(int planes, ConvShape.Axis height, ConvShape.Axis width) {
  int pixels() {
    return height.size() * width.size();
  }

  int positions() {
    return height.positions() * width.positions();
  }

  /// The number of planes in a piece of work.
  int grain() {
    return Math.max(1, 32768 / Math.max(1, pixels()));
  }
}
