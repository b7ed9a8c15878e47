package kierkegrad.cpu;

import kierkegrad.cpu.loops.PlainSoftmax;
import kierkegrad.cpu.loops.SoftmaxLoops;
import kierkegrad.cpu.machine.Threads;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Tensor;

/// Softmax and its logarithm along a dimension: rows, if it is the last one; otherwise the
/// dimension is moved there and back.
record Normalized(Copying.Lines in, CpuStorage out, int rows, int n, boolean logarithm)
    implements Runnable, Threads.Range {
  /// How many numbers one thread takes at a time.
  static final int PIECE = 1 << 12;

  static Runnable bind(int dim, boolean logarithm, Tensor x, CpuStorage out) {
    int n = x.rank() == 0 ? 1 : x.size(dim);
    int rows = n == 0 ? 0 : x.elements() / n;
    if (x.rank() == 0 || dim == x.rank() - 1) {
      return new Normalized(Copying.Lines.of(x), out, rows, n, logarithm);
    }
    Layout moved = last(x.layout(), dim);
    CpuStorage own = new CpuStorage(out.dtype(), CpuStorage.allocate(out.dtype(), x.elements()));
    Layout back = first(Layout.contiguous(moved.shape()), dim);
    return both(
        new Normalized(Copying.Lines.of(x, moved), own, rows, n, logarithm),
        Copying.of(own, back, out));
  }

  private static Runnable both(Runnable first, Runnable second) {
    return () -> {
      first.run();
      second.run();
    };
  }

  @Override
  public void run() {
    in.refresh().run();
    Threads.parallel(rows, Math.max(1, PIECE / Math.max(1, n)), this);
  }

  @Override
  public void run(int from, int to) {
    int at = in.start() + from * n;
    if (in.storage().dtype() == DType.F64) {
      PlainSoftmax.softmax(
          in.storage().doubles(), at, out.doubles(), from * n, to - from, n, logarithm);
    } else if (logarithm) {
      SoftmaxLoops.own()
          .logSoftmax(in.storage().floats(), at, out.floats(), from * n, to - from, n);
    } else {
      SoftmaxLoops.own().softmax(in.storage().floats(), at, out.floats(), from * n, to - from, n);
    }
  }

  private static Layout last(Layout layout, int dim) {
    int rank = layout.shape().rank();
    int[] order = new int[rank];
    int next = 0;
    for (int i = 0; i < rank; i++) {
      if (i != dim) {
        order[next++] = i;
      }
    }
    order[rank - 1] = dim;
    return layout.permute(order);
  }

  private static Layout first(Layout layout, int dim) {
    int rank = layout.shape().rank();
    int[] order = new int[rank];
    for (int i = 0; i < rank; i++) {
      order[i] = i < dim ? i : i == dim ? rank - 1 : i - 1;
    }
    return layout.permute(order);
  }
}
