package kierkegrad.nn.transformer;

import java.util.List;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Turns pairs of features of row p by the angles `p·θᵢ`, `θᵢ = base^(−2i/d)` (Su et al., 2021), so
/// that the product of a turned q and a turned k depends on the distance of their rows only. It is
/// applied to q and k `[…, s, d]` of each head, before attention. Nothing is learnt.
///
/// @param width d, the number of features of a head, which is even
/// @param base 10000 by default
/// @param interleaved whether features 2i and 2i + 1 are a pair, as in the paper, the default;
///   otherwise i and i + d/2 are
public record RotaryPositions(int width, double base, boolean interleaved) implements Layer {
  /// As in the paper.
  public RotaryPositions(int width) {
    this(width, 10_000, true);
  }

  /// @throws IllegalArgumentException if the number of features is not even
  public RotaryPositions {
    if (width < 2 || width % 2 != 0) {
      throw new IllegalArgumentException(
          "rotary_positions: " + width + " features make no pairs; use an even number");
    }
  }

  /// With features i and i + d/2 as pairs.
  public static RotaryPositions halfSplit(int width) {
    return new RotaryPositions(width, 10_000, false);
  }

  /// Rows 0, 1, ….
  @Override
  public Tensor forward(Tensor x) {
    return forward(x, 0);
  }

  /// Rows from `first` on, as when a sequence is continued.
  public Tensor forward(Tensor x, int first) {
    if (x.rank() < 2 || x.size(-1) != width) {
      throw new ShapeException("rotary_positions: expects […, s, " + width + "], got " + x.shape());
    }
    int half = width / 2;
    int rows = x.size(-2);
    double[] cosines = new double[rows * half];
    double[] sines = new double[rows * half];
    for (int i = 0; i < cosines.length; i++) {
      double angle = (first + i / half) * Math.pow(base, -2.0 * (i % half) / width);
      cosines[i] = Math.cos(angle);
      sines[i] = Math.sin(angle);
    }
    Tensor cos = Tensor.of(cosines, rows, half).to(x.dtype().floating());
    Tensor sin = Tensor.of(sines, rows, half).to(x.dtype().floating());
    Tensor a = interleaved ? x.slice(-1, 0, width, 2) : x.narrow(-1, 0, half);
    Tensor b = interleaved ? x.slice(-1, 1, width, 2) : x.narrow(-1, half, half);
    Tensor turnedA = a.mul(cos).sub(b.mul(sin));
    Tensor turnedB = b.mul(cos).add(a.mul(sin));
    return interleaved
        ? Tensor.stack(-1, List.of(turnedA, turnedB)).flatten(-2, -1)
        : Tensor.concat(-1, List.of(turnedA, turnedB));
  }

  /// Such as `RotaryPositions(64)`.
  @Override
  public String toString() {
    return "RotaryPositions("
        + width
        + (base == 10_000 ? "" : ", base=" + base)
        + (interleaved ? ")" : ", half_split)");
  }
}
