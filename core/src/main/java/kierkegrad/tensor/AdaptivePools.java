package kierkegrad.tensor;

import java.util.Arrays;
import kierkegrad.op.Span;
import kierkegrad.op.Volume;

/// Pooling into a given number of windows. Where the number divides the size, the windows are those
/// of plain pooling; elsewhere their elements are gathered side by side, the shorter windows filled
/// up, and then plain pooling does the rest.
final class AdaptivePools {
  private AdaptivePools() {}

  /// The windows along a dimension of n elements.
  private record Windows(int size, int count) {
    int start(int i) {
      return (int) ((long) i * size / count);
    }

    int length(int i) {
      return (int) Math.ceilDiv((i + 1L) * size, (long) count) - start(i);
    }

    boolean even() {
      return size % count == 0;
    }

    int longest() {
      int longest = 0;
      for (int i = 0; i < count; i++) {
        longest = Math.max(longest, length(i));
      }
      return longest;
    }

    /// The places of all windows' elements, each filled up to the longest one.
    ///
    /// @param fill what stands for missing elements; the window's last one if negative
    Tensor places(int fill) {
      int longest = longest();
      long[] places = new long[count * longest];
      for (int i = 0; i < count; i++) {
        int end = start(i) + length(i) - 1;
        for (int k = 0; k < longest; k++) {
          int at = start(i) + k;
          places[i * longest + k] = at <= end ? at : fill < 0 ? end : fill;
        }
      }
      return Tensor.of(places);
    }

    Tensor lengths(DType type) {
      double[] lengths = new double[count];
      Arrays.setAll(lengths, this::length);
      return Tensor.of(lengths).to(type);
    }
  }

  static Tensor mean(String op, Tensor x, int... sizes) {
    int[] counts = counts(op, x, sizes);
    Tensor spread = x.to(x.dtype().floating());
    for (int i = 0; i < counts.length; i++) {
      Windows windows = new Windows(x.size(i + 2), counts[i]);
      if (!windows.even()) {
        Tensor filled = spread.pad(i + 2, 0, 1, 0);
        spread = filled.indexSelect(i + 2, windows.places(windows.size()));
      }
    }
    Tensor y = Pools.mean(volume(spread), kernel(spread, counts), false, true);
    y = y.reshape(result(x, counts));
    for (int i = 0; i < counts.length; i++) {
      Windows windows = new Windows(x.size(i + 2), counts[i]);
      if (!windows.even()) {
        Tensor lengths = windows.lengths(y.dtype());
        int[] shape = new int[counts.length - i];
        Arrays.fill(shape, 1);
        shape[0] = counts[i];
        y = y.mul(lengths.reciprocal().mul(windows.longest()).reshape(shape));
      }
    }
    return y;
  }

  static Tensor max(String op, Tensor x, int... sizes) {
    int[] counts = counts(op, x, sizes);
    Tensor spread = repeated(x, counts);
    return Pools.max(volume(spread), kernel(spread, counts), false).reshape(result(x, counts));
  }

  static Tensor places(String op, Tensor x, int... sizes) {
    int[] counts = counts(op, x, sizes);
    Tensor spread = repeated(x.detach(), counts);
    Tensor at = repeated(Pools.counted(x), counts);
    Tensor y = Pools.select(volume(spread), volume(at), kernel(spread, counts), false);
    return y.reshape(result(x, counts)).to(DType.I64);
  }

  private static Tensor repeated(Tensor x, int... counts) {
    Tensor y = x;
    for (int i = 0; i < counts.length; i++) {
      Windows windows = new Windows(x.size(i + 2), counts[i]);
      y = windows.even() ? y : y.indexSelect(i + 2, windows.places(-1));
    }
    return y;
  }

  private static int[] counts(String op, Tensor x, int... sizes) {
    int[] counts = new int[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      int size = x.size(i + 2);
      counts[i] = sizes[i] == -1 ? size : sizes[i];
      if (counts[i] < 1 || size < 1) {
        throw new ShapeException(
            op
                + ": "
                + x.shape()
                + " cannot become "
                + Arrays.toString(sizes)
                + "; sizes are at least 1, or −1 to stay");
      }
    }
    return counts;
  }

  /// Sequences and images as volumes that are 1 high and 1 deep.
  private static Tensor volume(Tensor x) {
    Tensor y = x;
    while (y.rank() < 5) {
      y = y.unsqueeze(2);
    }
    return y;
  }

  private static Volume kernel(Tensor spread, int... counts) {
    Span[] spans = {Span.of(1), Span.of(1), Span.of(1)};
    for (int i = 0; i < counts.length; i++) {
      int length = spread.size(i + 2) / counts[i];
      spans[3 - counts.length + i] = Span.of(length).stride(length);
    }
    return new Volume(spans[0], spans[1], spans[2]);
  }

  private static int[] result(Tensor x, int... counts) {
    int[] sizes = x.shape().toArray();
    System.arraycopy(counts, 0, sizes, 2, counts.length);
    return sizes;
  }
}
