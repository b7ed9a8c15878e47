package kierkegrad.cpu;

import kierkegrad.op.Index;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Kernels that read or add at computed places.
final class Indices {
  private Indices() {}

  static Object gather(Index.Gather op, Tensor x, Tensor index) {
    Object in = Dense.copy(x);
    int[] places = places(op.opName(), x.shape(), index, op.dim());
    Object out = CpuStorage.allocate(x.dtype(), places.length);
    pick(in, places, out);
    return out;
  }

  private static void pick(Object in, int[] places, Object out) {
    switch (out) {
      case float[] o -> {
        float[] a = (float[]) in;
        for (int i = 0; i < o.length; i++) {
          o[i] = a[places[i]];
        }
      }
      case double[] o -> {
        double[] a = (double[]) in;
        for (int i = 0; i < o.length; i++) {
          o[i] = a[places[i]];
        }
      }
      case int[] o -> {
        int[] a = (int[]) in;
        for (int i = 0; i < o.length; i++) {
          o[i] = a[places[i]];
        }
      }
      case long[] o -> {
        long[] a = (long[]) in;
        for (int i = 0; i < o.length; i++) {
          o[i] = a[places[i]];
        }
      }
      case Object other -> {
        byte[] o = (byte[]) other;
        byte[] a = (byte[]) in;
        for (int i = 0; i < o.length; i++) {
          o[i] = a[places[i]];
        }
      }
    }
  }

  static Object scatter(Index op, Tensor x, int[] places, Tensor b) {
    Object out = Dense.copy(x);
    Object from = Dense.copy(b);
    switch (op) {
      case Index.Scatter _ -> {
        for (int i = 0; i < places.length; i++) {
          System.arraycopy(from, i, out, places[i], 1);
        }
      }
      case Index.ScatterExtreme extreme -> extremes(extreme.largest(), out, places, from);
      default -> add(x.dtype(), out, places, from);
    }
    return out;
  }

  private static void add(DType type, Object out, int[] places, Object added) {
    switch (out) {
      case float[] o -> {
        float[] b = (float[]) added;
        for (int i = 0; i < places.length; i++) {
          o[places[i]] += b[i];
        }
      }
      case double[] o -> {
        double[] b = (double[]) added;
        for (int i = 0; i < places.length; i++) {
          o[places[i]] += b[i];
        }
      }
      case int[] o -> {
        int[] b = (int[]) added;
        for (int i = 0; i < places.length; i++) {
          o[places[i]] += b[i];
        }
      }
      case long[] o -> {
        long[] b = (long[]) added;
        for (int i = 0; i < places.length; i++) {
          o[places[i]] += b[i];
        }
      }
      case Object other -> {
        byte[] o = (byte[]) other;
        byte[] b = (byte[]) added;
        for (int i = 0; i < places.length; i++) {
          int place = places[i];
          o[place] = (byte) (type == DType.BOOL ? o[place] | b[i] : o[place] + b[i]);
        }
      }
    }
  }

  private static void extremes(boolean largest, Object out, int[] places, Object from) {
    for (int i = 0; i < places.length; i++) {
      int at = places[i];
      switch (out) {
        case float[] o -> {
          float b = ((float[]) from)[i];
          o[at] = largest ? Math.max(o[at], b) : Math.min(o[at], b);
        }
        case double[] o -> {
          double b = ((double[]) from)[i];
          o[at] = largest ? Math.max(o[at], b) : Math.min(o[at], b);
        }
        case int[] o -> {
          int b = ((int[]) from)[i];
          o[at] = largest ? Math.max(o[at], b) : Math.min(o[at], b);
        }
        case long[] o -> {
          long b = ((long[]) from)[i];
          o[at] = largest ? Math.max(o[at], b) : Math.min(o[at], b);
        }
        case Object other -> {
          byte[] o = (byte[]) other;
          int a = Byte.toUnsignedInt(o[at]);
          int b = Byte.toUnsignedInt(((byte[]) from)[i]);
          o[at] = (byte) (largest ? Math.max(a, b) : Math.min(a, b));
        }
      }
    }
  }

  /// For each index the position in the written-out data to which it points.
  static int[] places(String op, Shape data, Tensor index, int dim) {
    long[] indices = (long[]) Dense.copy(index);
    int[] places = new int[indices.length];
    if (data.rank() == 0) {
      for (long i : indices) {
        check(op, i, 1, data.toString(), dim);
      }
      return places;
    }
    Layout layout = Layout.contiguous(data);
    int size = data.size(dim);
    String shape = data.toString();
    int[] at = new int[data.rank()];
    for (int i = 0; i < places.length; i++) {
      check(op, indices[i], size, shape, dim);
      int place = (int) indices[i] * layout.stride(dim);
      for (int d = 0; d < at.length; d++) {
        place += d == dim ? 0 : at[d] * layout.stride(d);
      }
      places[i] = place;
      for (int d = at.length - 1; d >= 0 && ++at[d] == index.size(d); d--) {
        at[d] = 0;
      }
    }
    return places;
  }

  static void check(String op, long index, int size, String data, int dim) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          op
              + ": index "
              + index
              + " is out of range for dimension "
              + dim
              + " of "
              + data
              + ", use 0 to "
              + (size - 1));
    }
  }
}
