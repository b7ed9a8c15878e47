package kierkegrad.nn;

import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import kierkegrad.tensor.Interpolation;
import kierkegrad.tensor.Tensor;

/// Sequences, images and volumes made larger: all dimensions of `[n, c, …]` but the first two.
/// PyTorch `Upsample`; its `UpsamplingNearest2d(2)` is `new Upsample(2)`, its
/// `UpsamplingBilinear2d(2)` has the corners aligned.
///
/// ```java
/// new Upsample(2)                                                // each pixel becomes four
/// new Upsample(Interpolation.BILINEAR, false, 2, 1.5)
/// Upsample.to(Interpolation.BICUBIC, true, 32, 48)
/// ```
///
/// @param sizes what the dimensions become, the same for all or one for each; none if factors are
///   given
/// @param factors by what their sizes are multiplied, the same for all or one for each
/// @param mode nearest by default
/// @param alignCorners whether the outermost elements keep their places, for the modes that mix
///   neighbours; false by default
public record Upsample(
    List<Integer> sizes, List<Double> factors, Interpolation mode, boolean alignCorners)
    implements Layer {
  /// Elements repeated.
  public Upsample(double factor) {
    this(Interpolation.NEAREST, false, factor);
  }

  /// By these factors.
  public Upsample(Interpolation mode, boolean alignCorners, double... factors) {
    this(List.of(), DoubleStream.of(factors).boxed().toList(), mode, alignCorners);
  }

  /// @throws IllegalArgumentException if there are neither sizes nor factors, or both
  public Upsample {
    sizes = List.copyOf(sizes);
    factors = List.copyOf(factors);
    if (sizes.isEmpty() == factors.isEmpty()) {
      throw new IllegalArgumentException("upsample: give either sizes or factors");
    }
  }

  /// To these sizes.
  public static Upsample to(Interpolation mode, boolean alignCorners, int... sizes) {
    return new Upsample(IntStream.of(sizes).boxed().toList(), List.of(), mode, alignCorners);
  }

  @Override
  public Tensor forward(Tensor x) {
    if (sizes.isEmpty()) {
      double[] all = factors.stream().mapToDouble(Double::doubleValue).toArray();
      return x.interpolate(all, mode, alignCorners);
    }
    int dims = Math.max(1, x.rank() - 2);
    List<Integer> each = sizes.size() == 1 ? Collections.nCopies(dims, sizes.getFirst()) : sizes;
    return x.interpolate(each.stream().mapToInt(Integer::intValue).toArray(), mode, alignCorners);
  }

  /// Such as `Upsample(scale_factor=2.0, mode='nearest')`.
  @Override
  public String toString() {
    List<? extends Number> numbers = sizes.isEmpty() ? factors : sizes;
    String text = numbers.toString();
    String inner = text.substring(1, text.length() - 1);
    return "Upsample("
        + (sizes.isEmpty() ? "scale_factor=" : "size=")
        + (numbers.size() == 1 ? inner : "(" + inner + ")")
        + ", mode='"
        + mode.torchName()
        + "'"
        + (alignCorners ? ", align_corners=true)" : ")");
  }
}
