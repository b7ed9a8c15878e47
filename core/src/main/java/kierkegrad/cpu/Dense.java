package kierkegrad.cpu;

import java.lang.reflect.Array;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import kierkegrad.cpu.machine.Threads;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Strided views written out row by row.
final class Dense {
  private Dense() {}

  /// A fresh array with the elements of a tensor.
  static Object copy(Tensor x) {
    return copy(x, x.layout());
  }

  /// A fresh array with the elements of a tensor's storage under another layout.
  static Object copy(Tensor x, Layout layout) {
    Object out = CpuStorage.allocate(x.dtype(), layout.shape().elements());
    write(x, layout, out);
    return out;
  }

  /// Writes the elements of a tensor's storage under a layout into an array, row by row.
  static void write(Tensor x, Layout layout, Object out) {
    Object in = CpuStorage.of(x).array();
    Rows rows = Rows.of(layout.shape(), layout);
    Threads.parallel(
        layout.shape().elements(),
        Elementwise.GRAIN,
        (from, to) -> Gathering.read(rows, in, from, out, from, to - from));
  }

  /// Whether a tensor's elements are exactly its storage's array from some offset on.
  static boolean isDense(Tensor x) {
    return x.layout().isContiguous();
  }

  /// The elements as float32 from index 0 on: the storage's own array if it fits, else a copy. Not
  /// to be written.
  static float[] floats(Tensor x) {
    return own(x) ? CpuStorage.of(x).floats() : (float[]) copy(x);
  }

  /// The elements as float64 from index 0 on. Not to be written.
  static double[] doubles(Tensor x) {
    return own(x) ? CpuStorage.of(x).doubles() : (double[]) copy(x);
  }

  /// The elements as int64, converted if they are not.
  static long[] longs(Tensor x, Shape shape) {
    return (long[]) convert(copy(x, x.layout().expand(shape)), DType.I64);
  }

  private static boolean own(Tensor x) {
    return isDense(x) && x.layout().offset() == 0;
  }

  /// The numbers of an array in another type. Bytes are unsigned; to boolean, all but 0 is true;
  /// floating to integer truncates, and what does not fit int64 saturates; narrower integers keep
  /// the lowest bits.
  static Object convert(Object in, DType type) {
    int n = Array.getLength(in);
    Object out = CpuStorage.allocate(type, n);
    if (in.getClass() == out.getClass() && type != DType.BOOL) {
      return in;
    }
    Threads.parallel(n, Elementwise.GRAIN, (from, to) -> convert(in, out, type, from, to));
    return out;
  }

  private static void convert(Object in, Object out, DType type, int from, int to) {
    switch (out) {
      case float[] o when in instanceof long[] a -> {
        // Straight from the integer: by way of a double it would be rounded twice.
        for (int i = from; i < to; i++) {
          o[i] = a[i];
        }
      }
      case float[] o -> {
        IntToDoubleFunction number = reals(in);
        for (int i = from; i < to; i++) {
          o[i] = (float) number.applyAsDouble(i);
        }
      }
      case double[] o -> {
        IntToDoubleFunction number = reals(in);
        for (int i = from; i < to; i++) {
          o[i] = number.applyAsDouble(i);
        }
      }
      case int[] o -> {
        IntToLongFunction number = wholes(in);
        for (int i = from; i < to; i++) {
          o[i] = (int) number.applyAsLong(i);
        }
      }
      case long[] o -> {
        IntToLongFunction number = wholes(in);
        for (int i = from; i < to; i++) {
          o[i] = number.applyAsLong(i);
        }
      }
      case byte[] o when type == DType.BOOL -> {
        IntToDoubleFunction number = reals(in);
        for (int i = from; i < to; i++) {
          o[i] = (byte) (number.applyAsDouble(i) != 0 ? 1 : 0);
        }
      }
      case byte[] o -> {
        IntToLongFunction number = wholes(in);
        for (int i = from; i < to; i++) {
          o[i] = (byte) number.applyAsLong(i);
        }
      }
      default -> throw new IllegalStateException("unknown array " + out.getClass());
    }
  }

  private static IntToDoubleFunction reals(Object in) {
    return switch (in) {
      case float[] a -> i -> a[i];
      case double[] a -> i -> a[i];
      case int[] a -> i -> a[i];
      case long[] a -> i -> a[i];
      case byte[] a -> i -> Byte.toUnsignedInt(a[i]);
      default -> throw new IllegalStateException("unknown array " + in.getClass());
    };
  }

  private static IntToLongFunction wholes(Object in) {
    return switch (in) {
      case float[] a -> i -> (long) a[i];
      case double[] a -> i -> (long) a[i];
      case int[] a -> i -> a[i];
      case long[] a -> i -> a[i];
      case byte[] a -> i -> Byte.toUnsignedInt(a[i]);
      default -> throw new IllegalStateException("unknown array " + in.getClass());
    };
  }
}
