package kierkegrad.cpu.conv;

/// A convolution of float32 images, or its gradient in the images. Bound to its sizes; running it
/// allocates nothing. One at a time.
public interface ImageKernel {
  /// Computes the results from images, or the images from the gradient in the results.
  ///
  /// @param bias what the results of a channel start from; nothing for 0
  void run(
      float[] in,
      int inFrom,
      float[] weight,
      int weightFrom,
      float[] bias,
      int biasFrom,
      float[] result);

  /// The fastest convolution for these sizes.
  ///
  /// @param rectified whether negative results become 0
  static ImageKernel forward(ConvShape shape, boolean rectified) {
    if (Depthwise.fits(shape)) {
      return Depthwise.forward(shape, rectified);
    }
    return Winograd.fits(shape)
        ? Winograd.forward(shape, rectified)
        : ImageProduct.forward(shape, rectified);
  }

  /// The fastest gradient in the images for these sizes.
  static ImageKernel gradient(ConvShape shape) {
    if (Depthwise.fits(shape)) {
      return Depthwise.gradient(shape);
    }
    return Winograd.fits(shape) ? Winograd.gradient(shape) : ImageProduct.gradient(shape);
  }
}
