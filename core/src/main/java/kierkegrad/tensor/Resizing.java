package kierkegrad.tensor;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// Interpolation, one dimension after another, the last one first. Elements are read by place and
/// mixed, so that infinities stay where they are. Places are computed in the precision of the
/// elements, as PyTorch does.
final class Resizing {
  private Resizing() {}

  /// @param factors by which the sizes were computed; NaN where a size was given
  static Tensor interpolate(
      Tensor x, int[] sizes, double[] factors, Interpolation mode, boolean alignCorners) {
    boolean positive = Arrays.stream(sizes).allMatch(size -> size > 0);
    if (sizes.length != x.rank() - 2 || !positive || Arrays.stream(sizes(x)).anyMatch(n -> n < 1)) {
      throw new ShapeException(
          "interpolate: "
              + x.shape()
              + " cannot become "
              + Arrays.toString(sizes)
              + "; give a positive size or factor for each dimension but the first two");
    }
    if (alignCorners && !mode.mixes()) {
      throw new IllegalArgumentException(
          "interpolate: "
              + mode.torchName()
              + " has no corners to align; use linear, bilinear, bicubic or trilinear");
    }
    if (mode == Interpolation.AREA) {
      return x.adaptiveAvgPool(sizes);
    }
    Tensor y = mode.mixes() ? x.to(x.dtype().floating()) : x;
    for (int i = sizes.length - 1; i >= 0; i--) {
      Line line = new Line(x.size(i + 2), sizes[i], factors[i], alignCorners, y.dtype());
      y =
          switch (mode) {
            case NEAREST -> nearest(y, i + 2, line, false);
            case NEAREST_EXACT -> nearest(y, i + 2, line, true);
            case BICUBIC -> cubic(y, i + 2, line);
            default -> linear(y, i + 2, line);
          };
    }
    return y;
  }

  private static int[] sizes(Tensor x) {
    return Arrays.copyOfRange(x.shape().toArray(), 2, x.rank());
  }

  /// One dimension: from how many elements to how many.
  private record Line(int in, int out, double factor, boolean alignCorners, DType type) {
    private double round(double value) {
      return type == DType.F32 ? (float) value : value;
    }

    /// How far two results are apart, in elements.
    double step() {
      if (alignCorners) {
        return out > 1 ? round((in - 1.0) / (out - 1)) : 0;
      }
      return round(factor > 0 ? 1 / factor : (double) in / out);
    }

    /// Where result i lies.
    double place(int i) {
      return alignCorners ? round(step() * i) : round(round((i + 0.5) * step()) - 0.5);
    }

    /// The last element that begins before result i, or the one whose middle is nearest.
    int nearest(int i, boolean middle) {
      double at = middle ? place(i) + 0.5 : round(step() * i);
      return Math.min((int) (float) at, in - 1);
    }

    int clamped(int at) {
      return Math.clamp(at, 0, in - 1);
    }
  }

  private static Tensor nearest(Tensor x, int dim, Line line, boolean middle) {
    int times = Math.max(1, line.out() / line.in());
    boolean repeats =
        line.out() == times * line.in()
            && IntStream.range(0, line.out()).allMatch(i -> line.nearest(i, middle) == i / times);
    if (!repeats) {
      return read(x, dim, line.out(), i -> line.nearest(i, middle));
    }
    Tensor apart = x.unsqueeze(dim + 1);
    Shape repeated = apart.shape().with(dim + 1, times);
    return times == 1 ? x : apart.expand(repeated).reshape(x.shape().with(dim, line.out()));
  }

  private static Tensor linear(Tensor x, int dim, Line line) {
    if (line.in() == line.out()) {
      return x;
    }
    IntToDoubleFunction place = i -> Math.max(0, line.place(i));
    IntToDoubleFunction share =
        i -> Math.min(1, place.applyAsDouble(i) - Math.floor(place.applyAsDouble(i)));
    Tensor low = read(x, dim, line.out(), i -> line.clamped((int) place.applyAsDouble(i)));
    Tensor high = read(x, dim, line.out(), i -> line.clamped((int) place.applyAsDouble(i) + 1));
    return low.mul(spread(x, dim, line.out(), i -> 1 - share.applyAsDouble(i)))
        .add(high.mul(spread(x, dim, line.out(), share)));
  }

  private static Tensor cubic(Tensor x, int dim, Line line) {
    return IntStream.range(-1, 3)
        .mapToObj(k -> {
          Tensor part =
              read(x, dim, line.out(), i -> line.clamped((int) Math.floor(line.place(i)) + k));
          IntToDoubleFunction weight = i -> weight(k - (line.place(i) - Math.floor(line.place(i))));
          return part.mul(spread(x, dim, line.out(), weight));
        })
        .reduce(Tensor::add)
        .orElseThrow();
  }

  /// The weight of an element at a distance, for a = −3/4.
  private static double weight(double distance) {
    double d = Math.abs(distance);
    double a = -0.75;
    return d <= 1 ? ((a + 2) * d - (a + 3)) * d * d + 1 : ((a * d - 5 * a) * d + 8 * a) * d - 4 * a;
  }

  private static Tensor read(Tensor x, int dim, int count, IntToDoubleFunction place) {
    long[] places =
        IntStream.range(0, count).mapToLong(i -> (long) place.applyAsDouble(i)).toArray();
    return x.indexSelect(dim, Tensor.of(places));
  }

  /// One number per place of a dimension, in a shape that broadcasts.
  private static Tensor spread(Tensor x, int dim, int count, IntToDoubleFunction number) {
    int[] shape = new int[x.rank() - dim];
    Arrays.fill(shape, 1);
    shape[0] = count;
    double[] numbers = IntStream.range(0, count).mapToDouble(number).toArray();
    return Tensor.of(numbers).to(x.dtype()).reshape(shape);
  }
}
