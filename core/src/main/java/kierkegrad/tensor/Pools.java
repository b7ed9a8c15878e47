package kierkegrad.tensor;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import kierkegrad.op.Pool;
import kierkegrad.op.Span;
import kierkegrad.op.Volume;
import kierkegrad.op.Window;

/// Pooling of images, and that of volumes by it: first every slice, then along the depth. Both
/// maxima and means allow that, and the first of equal maxima stays the first.
final class Pools {
  /// Up to here float32 holds every integer.
  private static final int EXACT = 1 << 24;

  private Pools() {}

  static Window flat(Span window) {
    return new Window(Span.of(1), window);
  }

  private static Window deep(Volume window) {
    return new Window(window.depth(), Span.of(1));
  }

  /// Pools every slice of volumes `[n, c, d, h, w]`.
  static Tensor slices(Tensor x, UnaryOperator<Tensor> pool) {
    int[] s = x.shape().toArray();
    Tensor y = pool.apply(x.reshape(s[0], s[1] * s[2], s[3], s[4]));
    return y.reshape(s[0], s[1], s[2], y.size(2), y.size(3));
  }

  /// Pools along the depth of volumes `[n, c, d, h, w]`, unless the window takes each slice alone.
  static Tensor depths(Tensor x, Volume window, UnaryOperator<Tensor> pool) {
    if (window.depth().equals(Span.of(1))) {
      return x;
    }
    int[] s = x.shape().toArray();
    Tensor y = pool.apply(x.reshape(s[0], s[1], s[2], s[3] * s[4]));
    return y.reshape(s[0], s[1], y.size(2), s[3], s[4]);
  }

  static Tensor max(Tensor x, Window window, boolean ceil) {
    return Tensor.apply(new Pool.Max(window, ceil), x);
  }

  static Tensor max(Tensor x, Volume window, boolean ceil) {
    Tensor large = slices(x, y -> max(y, window.slice(), ceil));
    return depths(large, window, y -> max(y, deep(window), ceil));
  }

  /// Where the windows of images are largest.
  static Tensor places(Tensor x, Window window, boolean ceil) {
    return select(x, counted(x), window, ceil).to(DType.I64);
  }

  /// Where the windows of volumes are largest.
  static Tensor places(Tensor x, Volume window, boolean ceil) {
    return select(x, counted(x), window, ceil).to(DType.I64);
  }

  /// The numbers of u where the windows of x are largest.
  static Tensor select(Tensor x, Tensor u, Window window, boolean ceil) {
    return Tensor.apply(new Pool.MaxSelect(window, ceil), x.detach().to(u.dtype()), u);
  }

  static Tensor select(Tensor x, Tensor u, Volume window, boolean ceil) {
    Tensor large = slices(x.detach(), y -> max(y, window.slice(), ceil));
    int[] s = x.shape().toArray();
    Tensor flat = u.reshape(s[0], s[1] * s[2], s[3], s[4]);
    Tensor at = slices(x, y -> select(y, flat, window.slice(), ceil));
    int[] t = at.shape().toArray();
    Tensor wide = at.reshape(t[0], t[1], t[2], t[3] * t[4]);
    return window.depth().equals(Span.of(1))
        ? at
        : depths(large, window, y -> select(y, wide, deep(window), ceil));
  }

  /// Every place of a channel's elements as a floating number that holds it exactly.
  static Tensor counted(Tensor x) {
    int size = 1;
    int[] sizes = x.shape().toArray();
    for (int i = 2; i < sizes.length; i++) {
      size *= sizes[i];
    }
    sizes[0] = 1;
    sizes[1] = 1;
    DType type = size <= EXACT ? x.dtype() : DType.F64;
    return Tensor.arange(size).to(type).reshape(sizes).expand(x.shape());
  }

  static Tensor mean(Tensor x, Window window, boolean ceil, boolean countPadding) {
    return Tensor.apply(new Pool.Average(window, ceil, countPadding), x.to(x.dtype().floating()));
  }

  static Tensor mean(Tensor x, Volume window, boolean ceil, boolean countPadding) {
    Tensor means = slices(x, y -> mean(y, window.slice(), ceil, countPadding));
    return depths(means, window, y -> mean(y, deep(window), ceil, countPadding));
  }

  /// Sums of windows, divided by a number: means of what is padded so far that no window hangs
  /// over.
  static Tensor sums(Tensor x, Window window, boolean ceil, int divisor) {
    Tensor high = filled(x, 2, window.height(), ceil);
    Tensor all = filled(high, 3, window.width(), ceil);
    return mean(all, window.padding(0), false, true).mul(share(window.taps(), divisor));
  }

  static Tensor sums(Tensor x, Volume window, boolean ceil, int divisor) {
    Tensor deep = filled(x, 2, window.depth(), ceil);
    Tensor high = filled(deep, 3, window.height(), ceil);
    Tensor all = filled(high, 4, window.width(), ceil);
    return mean(all, window.padding(0), false, true).mul(share(window.taps(), divisor));
  }

  private static double share(int taps, int divisor) {
    if (divisor == 0) {
      throw new IllegalArgumentException("avg_pool: a divisor of 0; use another number");
    }
    return (double) taps / divisor;
  }

  private static Tensor filled(Tensor x, int dim, Span span, boolean ceil) {
    int size = x.size(dim);
    int count = ceil ? span.positionsOverhanging(size) : span.positions(size);
    int needed = (count - 1) * span.stride() + span.reach();
    int after = Math.max(span.padding(), needed - size - span.padding());
    return span.padding() + after == 0 ? x : x.pad(dim, span.padding(), after, 0);
  }

  /// The p-th root of as many numbers as the window has, from the mean of their powers.
  static Tensor root(Tensor mean, int taps, double p) {
    return mean.sign().mul(mean.abs().relu()).mul(taps).pow(1 / p);
  }

  static Tensor unpool(Tensor x, Tensor indices, int... sizes) {
    int lead = x.rank() - sizes.length;
    if (!x.shape().equals(indices.shape()) || lead < 1 || lead > 2) {
      throw new ShapeException(
          "max_unpool: values "
              + x.shape()
              + " and indices "
              + indices.shape()
              + " for sizes "
              + Arrays.toString(sizes)
              + "; expects one index for each value, and [n, c, …] or [c, …]");
    }
    int[] flat = Arrays.copyOf(x.shape().toArray(), lead + 1);
    int[] whole = flat.clone();
    flat[lead] = Arrays.stream(x.shape().toArray()).skip(lead).reduce(1, (a, b) -> a * b);
    whole[lead] = Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
    int[] result = Arrays.copyOf(whole, x.rank());
    System.arraycopy(sizes, 0, result, lead, sizes.length);
    Tensor empty = Tensor.zeros(x.dtype(), Shape.of(whole));
    return empty.scatter(lead, indices.reshape(flat), x.reshape(flat)).reshape(result);
  }
}
