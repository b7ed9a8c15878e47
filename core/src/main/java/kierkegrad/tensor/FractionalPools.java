package kierkegrad.tensor;

import java.util.Arrays;
import java.util.stream.IntStream;
import kierkegrad.op.Span;
import kierkegrad.op.Volume;

/// Max pooling by windows whose distances vary by chance (Graham, 2015): the windows' elements are
/// gathered side by side, and then plain pooling does the rest.
final class FractionalPools {
  private FractionalPools() {}

  /// The largest numbers and where they stand.
  ///
  /// @param samples `[n, c, dims]`, from 0 to below 1; those of images in the order w, h
  static Reductions.Extreme max(Tensor x, int[] kernel, int[] sizes, Tensor samples) {
    int dims = sizes.length;
    Tensor y = x;
    Tensor at = Pools.counted(x);
    for (int i = 0; i < dims; i++) {
      int sample = dims == 2 ? 1 - i : i;
      Tensor starts = starts(x, i + 2, kernel[i], sizes[i], samples.select(2, sample));
      Tensor places =
          starts.unsqueeze(-1).add(Tensor.arange(kernel[i])).reshape(x.size(0), x.size(1), -1);
      y = taken(y, i + 2, places);
      at = taken(at, i + 2, places);
    }
    int deep = dims == 3 ? kernel[0] : 1;
    int high = kernel[dims - 2];
    int wide = kernel[dims - 1];
    Volume window =
        new Volume(
            deep == 1 ? Span.of(1) : Span.of(deep).stride(deep),
            Span.of(high).stride(high),
            Span.of(wide).stride(wide));
    int[] result = Arrays.copyOf(x.shape().toArray(), x.rank());
    System.arraycopy(sizes, 0, result, 2, dims);
    Tensor whole = dims == 3 ? y : y.unsqueeze(2);
    Tensor places = dims == 3 ? at : at.unsqueeze(2);
    return new Reductions.Extreme(
        Pools.max(whole, window, false).reshape(result),
        Pools.select(whole, places, window, false).reshape(result).to(DType.I64));
  }

  /// Where the windows along a dimension begin: `⌊(i + u)·α⌋ − ⌊u·α⌋`, the last one at the end.
  private static Tensor starts(Tensor x, int dim, int kernel, int count, Tensor u) {
    int size = x.size(dim);
    if (kernel < 1 || count < 1 || count + kernel - 1 > size) {
      throw new ShapeException(
          "fractional_max_pool: "
              + count
              + " windows of "
              + kernel
              + " do not fit into dimension "
              + dim
              + " of "
              + x.shape());
    }
    double alpha = count > 1 ? (double) (size - kernel) / (count - 1) : 0;
    Tensor step = Tensor.full(u.dtype(), Shape.SCALAR, alpha);
    Tensor first = u.unsqueeze(-1);
    Tensor i = Tensor.arange(count);
    Tensor moved = i.to(u.dtype()).add(first).mul(step).floor().sub(first.mul(step).floor());
    Tensor end = Tensor.full(DType.I64, Shape.SCALAR, size - kernel);
    return Tensor.where(i.eq(count - 1), end, moved.to(DType.I64));
  }

  /// The elements at `[n, c, k]` places along a dimension.
  private static Tensor taken(Tensor x, int dim, Tensor places) {
    int[] shape = IntStream.range(0, x.rank()).map(i -> i < 2 ? x.size(i) : 1).toArray();
    shape[dim] = places.size(2);
    return x.gather(dim, places.reshape(shape).expand(x.shape().with(dim, places.size(2))));
  }
}
