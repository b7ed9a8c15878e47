package kierkegrad.nn.transformer;

import kierkegrad.nn.Layer;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Adds to row p of a sequence where it stands (Vaswani et al., 2017): `sin(p/10000^(2i/e))` to
/// feature 2i and `cos(p/10000^(2i/e))` to feature 2i + 1. Nothing is learnt.
///
/// @param width e, the number of features
/// @param batchFirst whether sequences are `[…, s, e]` instead of `[s, n, e]`; false by default, as
///   in the layers of this room
public record SinusoidalPositions(int width, boolean batchFirst) implements Layer {
  /// For `[s, n, e]` or `[s, e]`.
  public SinusoidalPositions(int width) {
    this(width, false);
  }

  /// @throws IllegalArgumentException if there are no features
  public SinusoidalPositions {
    if (width < 1) {
      throw new IllegalArgumentException(
          "sinusoidal_positions: " + width + " features; use at least 1");
    }
  }

  /// What is added to rows 0 to `rows − 1`, float64 `[rows, e]`.
  public Tensor table(int rows) {
    double[] values = new double[rows * width];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < width; i++) {
        double angle = row / Math.pow(10_000, (i - i % 2) / (double) width);
        values[row * width + i] = i % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
      }
    }
    return Tensor.of(values, rows, width);
  }

  @Override
  public Tensor forward(Tensor x) {
    boolean fits = x.rank() >= 2 && x.size(-1) == width && (batchFirst || x.rank() <= 3);
    if (!fits) {
      throw new ShapeException(
          "sinusoidal_positions: expects "
              + (batchFirst ? "[…, s, " : "[s, n, ")
              + width
              + "], got "
              + x.shape());
    }
    boolean rowsFirst = !batchFirst && x.rank() == 3;
    Tensor table = table(x.size(rowsFirst ? 0 : -2)).to(x.dtype().floating());
    return x.add(rowsFirst ? table.unsqueeze(1) : table);
  }

  /// Such as `SinusoidalPositions(512)`.
  @Override
  public String toString() {
    return "SinusoidalPositions(" + width + (batchFirst ? ", batch_first=true)" : ")");
  }
}
