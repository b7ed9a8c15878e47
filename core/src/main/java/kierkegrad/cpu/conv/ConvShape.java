package kierkegrad.cpu.conv;

/// The sizes of a convolution.
///
/// @param images n
/// @param in the number of channels of an image
/// @param out the number of channels of a result
/// @param groups into how many blocks the channels fall
/// @param height along the height
/// @param width along the width
public record ConvShape(int images, int in, int out, int groups, Axis height, Axis width) {
  /// One of the two dimensions of an image.
  ///
  /// @param size of the image
  /// @param kernel of the window
  /// @param stride of the window
  /// @param padding on either side
  /// @param dilation of the window
  /// @param positions of the window: the size of the result
  public record Axis(int size, int kernel, int stride, int padding, int dilation, int positions) {
    /// The position in the image of the window's element `k` at position `i`; outside of the image
    /// if it is in the padding.
    int at(int i, int k) {
      return i * stride - padding + k * dilation;
    }

    /// The first position at which the window's element `k` is in the image.
    int first(int k) {
      return Math.clamp(Math.ceilDiv(padding - k * dilation, stride), 0, positions);
    }

    /// The position behind the last one at which the window's element `k` is in the image.
    int end(int k) {
      return Math.clamp(
          Math.floorDiv(size - 1 + padding - k * dilation, stride) + 1, first(k), positions);
    }
  }

  /// The number of input channels that one output channel sees.
  int inPerGroup() {
    return in / groups;
  }

  /// The number of output channels that one input channel goes into.
  int outPerGroup() {
    return out / groups;
  }

  /// The number of elements of the window.
  int taps() {
    return height.kernel() * width.kernel();
  }

  /// The number of pixels of an image.
  int pixels() {
    return height.size() * width.size();
  }

  /// The number of pixels of a result.
  int positions() {
    return height.positions() * width.positions();
  }
}
