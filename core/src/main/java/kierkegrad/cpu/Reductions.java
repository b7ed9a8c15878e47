package kierkegrad.cpu;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kierkegrad.op.ArgReduce;
import kierkegrad.op.Reduce;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Tensor;

/// Many integers to one, and where the largest or smallest number stands.
final class Reductions {
  private Reductions() {}

  /// The reduced dimensions moved last, written out: rows of `n` numbers, each of which becomes
  /// one.
  private record Lines(Object array, int count, int n) {
    static Lines of(Tensor x, List<Integer> axes) {
      int[] order =
          Stream.concat(
                  IntStream.range(0, x.rank()).boxed().filter(i -> !axes.contains(i)),
                  axes.stream())
              .mapToInt(Integer::intValue)
              .toArray();
      int n = axes.stream().mapToInt(x::size).reduce(1, (a, b) -> a * b);
      int count = 1;
      for (int i = 0; i < x.rank() - axes.size(); i++) {
        count *= x.size(order[i]);
      }
      Layout moved = x.layout().permute(order);
      boolean own = moved.isContiguous() && moved.offset() == 0;
      return new Lines(own ? CpuStorage.of(x).array() : Dense.copy(x, moved), count, n);
    }
  }

  static Object reduce(Reduce op, Tensor x, DType type) {
    Lines lines = Lines.of(x, op.axes());
    int n = lines.n();
    long[] a = (long[]) Dense.convert(lines.array(), DType.I64);
    long[] out = new long[lines.count()];
    for (int i = 0; i < out.length; i++) {
      out[i] = line(op.kind(), a, i * n, n);
    }
    return Dense.convert(out, type);
  }

  private static long line(Reduce.Kind kind, long[] a, int from, int n) {
    long result =
        switch (kind) {
          case SUM -> 0;
          case PROD -> 1;
          case MAX -> Long.MIN_VALUE;
          case MIN -> Long.MAX_VALUE;
        };
    for (int i = from; i < from + n; i++) {
      result =
          switch (kind) {
            case SUM -> result + a[i];
            case PROD -> result * a[i];
            case MAX -> Math.max(result, a[i]);
            case MIN -> Math.min(result, a[i]);
          };
    }
    return result;
  }

  static long[] arg(ArgReduce op, Tensor x) {
    List<Integer> axes = x.rank() == 0 ? List.of() : List.of(op.dim());
    Lines lines = Lines.of(x, axes);
    int n = lines.n();
    long[] out = new long[lines.count()];
    if (x.dtype().isFloating()) {
      double[] a = (double[]) Dense.convert(lines.array(), DType.F64);
      for (int i = 0; i < out.length; i++) {
        out[i] = arg(op.largest(), a, i * n, n);
      }
    } else {
      long[] a = (long[]) Dense.convert(lines.array(), DType.I64);
      for (int i = 0; i < out.length; i++) {
        int best = 0;
        for (int k = 1; k < n; k++) {
          long value = a[i * n + k];
          long champion = a[i * n + best];
          best = (op.largest() ? value > champion : value < champion) ? k : best;
        }
        out[i] = best;
      }
    }
    return out;
  }

  private static int arg(boolean largest, double[] a, int from, int n) {
    int best = 0;
    for (int k = 0; k < n; k++) {
      double value = a[from + k];
      if (Double.isNaN(value)) {
        return k;
      }
      double champion = a[from + best];
      best = (largest ? value > champion : value < champion) ? k : best;
    }
    return best;
  }
}
