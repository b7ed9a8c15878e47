package kierkegrad.cpu;

import java.util.List;
import kierkegrad.cpu.machine.Threads;
import kierkegrad.op.Slices;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Tensor;

/// Slices chosen by indices: read, added or put. A slice is `block` neighbours in memory, and lies
/// once in each of `outer` parts.
final class SliceCopies implements Runnable, Threads.Range {
  /// Slices are added in strips of so many columns, each by one thread: equal indices meet there.
  private static final int STRIP = 256;

  private final Slices op;
  private final Source data;
  private final Source added;
  private final CpuStorage index;
  private final int indexStart;
  private final int indexStep;
  private final CpuStorage out;
  private final String shape;
  private final int elements;
  private final int n;
  private final int size;
  private final int block;
  private final int outer;
  private final int strips;

  private SliceCopies(Slices op, List<Tensor> in, CpuStorage out) {
    Tensor x = in.getFirst();
    Tensor places = in.get(1);
    this.op = op;
    this.data = Source.of(x);
    this.added = in.size() > 2 ? Source.of(in.get(2)) : data;
    this.index = CpuStorage.of(places);
    this.indexStart = places.layout().offset();
    this.indexStep = places.layout().stride(0);
    this.out = out;
    this.shape = x.shape().toString();
    this.elements = x.elements();
    this.n = places.size(0);
    this.size = x.size(op.dim());
    this.block = Layout.contiguous(x.shape()).stride(op.dim());
    this.outer = elements / Math.max(1, size * block);
    this.strips = op instanceof Slices.Add ? Math.ceilDiv(block, STRIP) : 1;
  }

  static Runnable of(Slices op, List<Tensor> in, CpuStorage out) {
    return new SliceCopies(op, in, out);
  }

  @Override
  public void run() {
    for (int i = 0; i < n; i++) {
      Indices.check(op.opName(), at(i), size, shape, op.dim());
    }
    data.refresh().run();
    if (op instanceof Slices.Select) {
      Threads.parallel(outer * n, Math.max(1, Elementwise.GRAIN / Math.max(1, block)), this);
      return;
    }
    System.arraycopy(data.array(), data.start(), out.array(), 0, elements);
    added.refresh().run();
    int work = n * Math.min(block, STRIP);
    Threads.parallel(outer * strips, Math.max(1, Elementwise.GRAIN / Math.max(1, work)), this);
  }

  private int at(int i) {
    long place = index.longs()[indexStart + i * indexStep];
    return place == (int) place ? (int) place : -1;
  }

  @Override
  public void run(int from, int to) {
    if (op instanceof Slices.Select) {
      for (int k = from; k < to; k++) {
        int part = k / n;
        int source = data.start() + (part * size + at(k - part * n)) * block;
        System.arraycopy(data.array(), source, out.array(), k * block, block);
      }
      return;
    }
    for (int k = from; k < to; k++) {
      int part = k / strips;
      int column = (k - part * strips) * STRIP;
      int width = strips == 1 ? block : Math.min(STRIP, block - column);
      for (int i = 0; i < n; i++) {
        int target = (part * size + at(i)) * block + column;
        write(added.start() + (part * n + i) * block + column, target, width);
      }
    }
  }

  private void write(int from, int to, int width) {
    if (op instanceof Slices.Put) {
      System.arraycopy(added.array(), from, out.array(), to, width);
      return;
    }
    switch (out.array()) {
      case float[] o -> {
        float[] b = (float[]) added.array();
        for (int j = 0; j < width; j++) {
          o[to + j] += b[from + j];
        }
      }
      case double[] o -> {
        double[] b = (double[]) added.array();
        for (int j = 0; j < width; j++) {
          o[to + j] += b[from + j];
        }
      }
      case int[] o -> {
        int[] b = (int[]) added.array();
        for (int j = 0; j < width; j++) {
          o[to + j] += b[from + j];
        }
      }
      case long[] o -> {
        long[] b = (long[]) added.array();
        for (int j = 0; j < width; j++) {
          o[to + j] += b[from + j];
        }
      }
      case byte[] o -> {
        byte[] b = (byte[]) added.array();
        boolean truth = out.dtype() == DType.BOOL;
        for (int j = 0; j < width; j++) {
          o[to + j] = (byte) (truth ? o[to + j] | b[from + j] : o[to + j] + b[from + j]);
        }
      }
      case Object other -> throw new IllegalStateException("unknown array " + other.getClass());
    }
  }
}
