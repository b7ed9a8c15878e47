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
    return takesSlices(op, x, index) ? slices(op, x, index) : elements(op, x, index);
  }

  /// Whether whole slices are gathered (`index_select`): the index only varies along the dimension,
  /// and the data lie row by row.
  private static boolean takesSlices(Index.Gather op, Tensor x, Tensor index) {
    boolean whole = x.rank() > 0 && x.layout().isContiguous();
    for (int d = 0; whole && d < x.rank(); d++) {
      boolean same = x.size(d) == 1 || index.layout().stride(d) == 0;
      whole = d == op.dim() || (x.size(d) == index.size(d) && same);
    }
    return whole && index.elements() > 0;
  }

  /// Slices copied as blocks, without writing out an index per element.
  private static Object slices(Index.Gather op, Tensor x, Tensor index) {
    Object in = CpuStorage.of(x).array();
    int block = Layout.contiguous(x.shape()).stride(op.dim());
    int size = x.size(op.dim());
    int chosen = index.size(op.dim());
    int repeats = index.elements() / (chosen * block);
    Object out = CpuStorage.allocate(x.dtype(), index.elements());
    long[] indices = (long[]) CpuStorage.of(index).array();
    for (int i = 0; i < chosen; i++) {
      long at = indices[index.layout().offset() + i * index.layout().stride(op.dim())];
      check(op.opName(), at, size, x.shape(), op.dim());
      for (int outer = 0; outer < repeats; outer++) {
        int from = x.layout().offset() + (outer * size + (int) at) * block;
        System.arraycopy(in, from, out, (outer * chosen + i) * block, block);
      }
    }
    return out;
  }

  private static Object elements(Index.Gather op, Tensor x, Tensor index) {
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
        check(op, i, 1, data, dim);
      }
      return places;
    }
    Layout layout = Layout.contiguous(data);
    int size = data.size(dim);
    int[] at = new int[data.rank()];
    for (int i = 0; i < places.length; i++) {
      check(op, indices[i], size, data, dim);
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

  private static void check(String op, long index, int size, Shape data, int dim) {
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
