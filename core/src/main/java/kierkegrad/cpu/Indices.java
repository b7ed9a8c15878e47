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
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(in, places[i], out, i, 1);
    }
    return out;
  }

  static Object scatterAdd(Index.ScatterAdd op, Tensor x, Tensor index, Tensor b) {
    Object out = Dense.copy(x);
    Object added = Dense.copy(b);
    int[] places = places(op.opName(), x.shape(), index, op.dim());
    for (int i = 0; i < places.length; i++) {
      switch (out) {
        case float[] o -> o[places[i]] += ((float[]) added)[i];
        case double[] o -> o[places[i]] += ((double[]) added)[i];
        case int[] o -> o[places[i]] += ((int[]) added)[i];
        case long[] o -> o[places[i]] += ((long[]) added)[i];
        case byte[] o when x.dtype() == DType.BOOL -> o[places[i]] |= ((byte[]) added)[i];
        case byte[] o -> o[places[i]] += ((byte[]) added)[i];
        default -> throw new IllegalStateException("unknown array " + out.getClass());
      }
    }
    return out;
  }

  /// For each index the position in the written-out data to which it points.
  private static int[] places(String op, Shape data, Tensor index, int dim) {
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
