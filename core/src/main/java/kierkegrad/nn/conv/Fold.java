package kierkegrad.nn.conv;

import kierkegrad.nn.Layer;
import kierkegrad.op.Window;
import kierkegrad.tensor.Tensor;

/// Columns added up as windows of images: `[n, c·kh·kw, positions] → [n, c, height, width]`, the
/// adjoint of [Unfold]. PyTorch `Fold`.
///
/// @param height of the images
/// @param width of the images
/// @param window how it slides
public record Fold(int height, int width, Window window) implements Layer {
  /// Square windows that move by one and stay inside.
  public Fold(int height, int width, int kernel) {
    this(height, width, Window.of(kernel));
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.fold(height, width, window);
  }

  /// Such as `Fold(output_size=(4, 5), kernel_size=2, dilation=1, padding=0, stride=1)`.
  @Override
  public String toString() {
    return "Fold(output_size=(" + height + ", " + width + "), " + Unfold.text(window) + ")";
  }
}
