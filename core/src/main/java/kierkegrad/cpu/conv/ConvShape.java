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
    /// The number of places from the window's first element to its last, both included.
    int reach() {
      return dilation * (kernel - 1) + 1;
    }

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

  /// Work on one row: element `at` of the weight meets n pixels from `x` on, by the stride, at the
  /// results from `y` on.
  @FunctionalInterface
  interface Row {
    void run(int x, int y, int n, int at);
  }

  /// Visits all rows that meet one plane of the result.
  void rows(int image, int o, Row row) {
    int y = (image * out + o) * positions();
    int channel = image * in + o / outPerGroup() * inPerGroup();
    int at = o * inPerGroup() * taps();
    for (int c = 0; c < inPerGroup(); c++) {
      int x = (channel + c) * pixels();
      for (int kh = 0; kh < height.kernel(); kh++) {
        for (int kw = 0; kw < width.kernel(); kw++, at++) {
          int first = width.first(kw);
          int n = width.end(kw) - first;
          for (int i = height.first(kh); i < height.end(kh); i++) {
            row.run(
                x + height.at(i, kh) * width.size() + width.at(first, kw),
                y + i * width.positions() + first,
                n,
                at);
          }
        }
      }
    }
  }
}
