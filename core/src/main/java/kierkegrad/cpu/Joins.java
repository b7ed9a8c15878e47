package kierkegrad.cpu;

import java.util.Arrays;
import java.util.List;
import kierkegrad.op.Pad;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Kernels that put blocks of elements into a larger result.
final class Joins {
  private Joins() {}

  static Object concat(List<Tensor> parts, int dim, Shape shape) {
    Object out = CpuStorage.allocate(parts.getFirst().dtype(), shape.elements());
    Layout whole = Layout.contiguous(shape);
    int at = 0;
    for (Tensor part : parts) {
      place(part, whole.slice(dim, at, part.size(dim), 1), out);
      at += part.size(dim);
    }
    return out;
  }

  static Object pad(Pad op, Tensor x, Shape shape) {
    Object out = filled(x.dtype(), shape.elements(), op.value());
    place(
        x,
        Layout.contiguous(shape).slice(op.dim(), op.before(), x.size(op.dim()), op.between() + 1),
        out);
    return out;
  }

  static Object filled(DType type, int size, double value) {
    Object array = CpuStorage.allocate(type, size);
    switch (array) {
      case float[] a -> Arrays.fill(a, (float) value);
      case double[] a -> Arrays.fill(a, value);
      case int[] a -> Arrays.fill(a, (int) value);
      case long[] a -> Arrays.fill(a, (long) value);
      case byte[] a ->
          Arrays.fill(a, (byte) (type == DType.BOOL ? (value != 0 ? 1 : 0) : (int) value));
      default -> throw new IllegalStateException("unknown array " + array.getClass());
    }
    return array;
  }

  /// Writes the elements of a tensor to where a layout of its shape says.
  private static void place(Tensor x, Layout where, Object out) {
    Object in = CpuStorage.of(x).array();
    Rows rows = Rows.of(x.shape(), x.layout(), where);
    int n = rows.length();
    int from = rows.step(0);
    int to = rows.step(1);
    rows.all((starts, unused) -> {
      if (from == 1 && to == 1) {
        System.arraycopy(in, starts[0], out, starts[1], n);
      } else {
        for (int i = 0; i < n; i++) {
          System.arraycopy(in, starts[0] + i * from, out, starts[1] + i * to, 1);
        }
      }
    });
  }
}
