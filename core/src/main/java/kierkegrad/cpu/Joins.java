package kierkegrad.cpu;

import java.util.Arrays;
import java.util.List;
import kierkegrad.cpu.machine.Threads;
import kierkegrad.op.Pad;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Kernels that put blocks of elements into a larger result.
final class Joins {
  private Joins() {}

  static Runnable concat(List<Tensor> parts, int dim, CpuStorage out, Shape shape) {
    Layout whole = Layout.contiguous(shape);
    Runnable[] all = new Runnable[parts.size()];
    int at = 0;
    for (int i = 0; i < all.length; i++) {
      Tensor part = parts.get(i);
      all[i] = place(part, whole.slice(dim, at, part.size(dim), 1), out);
      at += part.size(dim);
    }
    return () -> {
      for (Runnable part : all) {
        part.run();
      }
    };
  }

  static Runnable pad(Pad op, Tensor x, CpuStorage out, Shape shape) {
    Layout whole = Layout.contiguous(shape);
    Layout inside = whole.slice(op.dim(), op.before(), x.size(op.dim()), op.between() + 1);
    Runnable place = place(x, inside, out);
    int size = shape.elements();
    return () -> {
      fill(out.dtype(), out.array(), size, op.value());
      place.run();
    };
  }

  static Object filled(DType type, int size, double value) {
    Object array = CpuStorage.allocate(type, size);
    fill(type, array, size, value);
    return array;
  }

  private static void fill(DType type, Object array, int size, double value) {
    switch (array) {
      case float[] a -> Arrays.fill(a, 0, size, (float) value);
      case double[] a -> Arrays.fill(a, 0, size, value);
      case int[] a -> Arrays.fill(a, 0, size, (int) value);
      case long[] a -> Arrays.fill(a, 0, size, (long) value);
      case byte[] a ->
          Arrays.fill(a, 0, size, (byte) (type == DType.BOOL ? (value != 0 ? 1 : 0) : (int) value));
      default -> throw new IllegalStateException("unknown array " + array.getClass());
    }
  }

  /// Writes the elements of a tensor to where a layout of its shape says.
  private static Runnable place(Tensor x, Layout where, CpuStorage out) {
    return new Place(CpuStorage.of(x), out, Rows.of(x.shape(), x.layout(), where));
  }

  /// @param rows of the operand and of its part of the result
  private record Place(CpuStorage in, CpuStorage out, Rows rows)
      implements Runnable, Threads.Range {
    @Override
    public void run() {
      int grain = Math.max(1, Elementwise.GRAIN / Math.max(1, rows.length()));
      Threads.parallel(rows.count(), grain, this);
    }

    @Override
    public void run(int from, int to) {
      Object a = in.array();
      Object y = out.array();
      int n = rows.length();
      for (int row = from; row < to; row++) {
        Gathering.row(
            a, rows.locate(0, row), rows.step(0), y, rows.locate(1, row), rows.step(1), n);
      }
    }
  }
}
