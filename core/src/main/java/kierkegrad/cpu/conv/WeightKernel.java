package kierkegrad.cpu.conv;

/// The gradient of a float32 convolution in its weight. Bound to its sizes; running it allocates
/// nothing. One at a time.
public interface WeightKernel {
  /// Computes the gradient from images and the gradient in the results.
  void run(float[] images, int imagesFrom, float[] gradient, int gradientFrom, float[] result);

  /// The fastest for these sizes.
  static WeightKernel of(ConvShape shape) {
    return Winograd.fits(shape) ? new WinogradWeight(shape) : new WeightProduct(shape);
  }
}
