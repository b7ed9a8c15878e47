package kierkegrad.cpu;

import java.util.List;
import kierkegrad.cpu.machine.Threads;
import kierkegrad.op.Cast;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Writes a view out row by row.
final class Copying implements Runnable, Threads.Range {
  private final CpuStorage in;
  private final CpuStorage out;
  private final Rows rows;
  private final int size;

  private Copying(CpuStorage in, CpuStorage out, Rows rows, int size) {
    this.in = in;
    this.out = out;
    this.rows = rows;
    this.size = size;
  }

  static Runnable of(CpuStorage in, Layout layout, CpuStorage out) {
    Shape shape = layout.shape();
    return new Copying(in, out, Rows.of(shape, layout), shape.elements());
  }

  /// Floating elements row by row: where they lie, and what has to run before each use.
  record Lines(CpuStorage storage, int start, Runnable refresh) {
    private static final Runnable NOTHING = () -> {};

    /// The elements of a tensor.
    static Lines of(Tensor x) {
      return of(x, x.layout());
    }

    /// The elements of a tensor's storage under a layout.
    static Lines of(Tensor x, Layout layout) {
      CpuStorage storage = CpuStorage.of(x);
      if (!x.dtype().isFloating()) {
        CpuStorage own = new CpuStorage(DType.F32, CpuStorage.allocate(DType.F32, x.elements()));
        List<Tensor> in = List.of(Tensor.on(storage, layout));
        return new Lines(own, 0, Elementwise.bind(new Cast(DType.F32), in, own, layout.shape()));
      }
      if (layout.isContiguous()) {
        return new Lines(storage, layout.offset(), NOTHING);
      }
      CpuStorage own = new CpuStorage(x.dtype(), CpuStorage.allocate(x.dtype(), x.elements()));
      return new Lines(own, 0, Copying.of(storage, layout, own));
    }
  }

  @Override
  public void run() {
    Threads.parallel(size, Elementwise.GRAIN, this);
  }

  @Override
  public void run(int from, int to) {
    Gathering.read(rows, in.array(), from, out.array(), from, to - from);
  }
}
