package kierkegrad.nn;

import kierkegrad.tensor.Tensor;

/// Channels as pixels: `[…, c·r², h, w] → […, c, h·r, w·r]`. PyTorch `PixelShuffle` (Shi et al.,
/// 2016).
///
/// @param factor r
public record PixelShuffle(int factor) implements Layer {
  @Override
  public Tensor forward(Tensor x) {
    return x.pixelShuffle(factor);
  }

  /// Such as `PixelShuffle(upscale_factor=2)`.
  @Override
  public String toString() {
    return "PixelShuffle(upscale_factor=" + factor + ")";
  }
}
