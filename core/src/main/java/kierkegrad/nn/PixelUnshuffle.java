package kierkegrad.nn;

import kierkegrad.tensor.Tensor;

/// Pixels as channels: `[…, c, h·r, w·r] → […, c·r², h, w]`. PyTorch `PixelUnshuffle`.
///
/// @param factor r
public record PixelUnshuffle(int factor) implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.pixelUnshuffle(factor);
  }

  /// Such as `PixelUnshuffle(downscale_factor=2)`.
  @Override
  public String toString() {
    return "PixelUnshuffle(downscale_factor=" + factor + ")";
  }
}
