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
  private static final int TILE = 16;
  private static final int SHORT = 8;

  private final CpuStorage in;
  private final CpuStorage out;
  private final Rows rows;
  private final int size;
  private final Threads.Range byBand = this::bands;

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
    if (transposes() && in.array() instanceof float[]) {
      int bands = rows.count() / rows.neighbours() * Math.ceilDiv(rows.neighbours(), TILE);
      Threads.parallel(bands, Math.max(1, Elementwise.GRAIN / (TILE * rows.length())), byBand);
    } else {
      Threads.parallel(size, Elementwise.GRAIN, this);
    }
  }

  /// Whether what is a column in the view lies together in memory.
  private boolean transposes() {
    return rows.between() == 1 && rows.step(0) != 1 && rows.length() >= SHORT;
  }

  /// Bands of at most [#TILE] rows, tile by tile: a tile's rows and columns both stay in the
  /// first-level cache.
  private void bands(int from, int to) {
    float[] a = in.floats();
    float[] y = out.floats();
    int n = rows.length();
    int step = rows.step(0);
    int perPlane = Math.ceilDiv(rows.neighbours(), TILE);
    for (int band = from; band < to; band++) {
      int plane = band / perPlane;
      int first = (band - plane * perPlane) * TILE;
      int height = Math.min(TILE, rows.neighbours() - first);
      int row = plane * rows.neighbours() + first;
      int start = rows.locate(0, row);
      for (int left = 0; left < n; left += TILE) {
        int right = Math.min(n, left + TILE);
        for (int j = left; j < right; j++) {
          int at = start + j * step;
          int target = row * n + j;
          for (int i = 0; i < height; i++) {
            y[target + i * n] = a[at + i];
          }
        }
      }
    }
  }

  @Override
  public void run(int from, int to) {
    Gathering.read(rows, in.array(), from, out.array(), from, to - from);
  }
}
