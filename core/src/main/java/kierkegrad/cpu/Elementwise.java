package kierkegrad.cpu;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import kierkegrad.cpu.loops.Loop;
import kierkegrad.cpu.loops.Loops;
import kierkegrad.cpu.machine.Threads;
import kierkegrad.op.Chain;
import kierkegrad.op.Kernel;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Binds element-wise chains to tensors. Operands that lie like the result, and single numbers, go
/// straight into the loop. If the others are long rows, or long runs of one number, the loop is run
/// row by row. Whatever is left is gathered, a block at a time.
final class Elementwise implements Runnable, Threads.Range {
  /// How many elements one thread takes at a time. Fewer stay on the calling thread.
  static final int GRAIN = 1 << 14;

  /// Shorter rows are gathered into blocks.
  private static final int LONG_ROW = 64;

  /// How many elements are gathered at a time.
  private static final int BLOCK = 1024;

  private static final Map<Key, Loop> LOOPS = new ConcurrentHashMap<>();
  private static final ThreadLocal<Frame> FRAMES = ThreadLocal.withInitial(Frame::new);

  private final Loop loop;
  private final CpuStorage[] storages;
  private final Object[] arrays;
  private final int[] starts;
  private final int size;

  private record Key(Kernel op, List<DType> types, long scalars) {}

  private Elementwise(Loop loop, CpuStorage[] storages, int[] starts, int size) {
    this.loop = loop;
    this.storages = storages;
    this.arrays = new Object[storages.length];
    this.starts = starts;
    this.size = size;
  }

  /// An element-wise operation, or a chain of them.
  static Runnable bind(Kernel op, List<Tensor> in, CpuStorage out, Shape shape) {
    int operands = in.size();
    CpuStorage[] storages = new CpuStorage[operands + 1];
    DType[] types = new DType[operands];
    int[] starts = new int[storages.length];
    long scalars = 0;
    boolean flat = true;
    for (int k = 0; k < operands; k++) {
      Tensor x = in.get(k);
      Layout layout = x.layout();
      storages[k] = CpuStorage.of(x);
      types[k] = x.dtype();
      starts[k] = layout.offset();
      if (x.elements() == 1 && shape.elements() != 1) {
        scalars |= 1L << k;
      } else {
        flat &= x.elements() == shape.elements() && layout.isContiguous();
      }
    }
    storages[operands] = out;
    int size = shape.elements();
    return flat || size <= 1
        ? new Elementwise(loop(op, List.of(types), scalars), storages, starts, size)
        : new Scattered(op, in, List.of(types), storages, shape);
  }

  /// The loop of an operation.
  ///
  /// @param scalars bit k is set if operand k is one number for all elements
  static Loop loop(Kernel op, List<DType> types, long scalars) {
    return LOOPS.computeIfAbsent(
        new Key(op, types, scalars),
        key -> Loops.of(key.op() instanceof Chain chain ? chain : single(key), types, scalars));
  }

  private static Chain single(Key key) {
    int operands = key.types().size();
    List<Integer> registers = IntStream.range(0, operands).boxed().toList();
    return new Chain(operands, List.of(new Chain.Step(key.op(), registers)));
  }

  @Override
  public void run() {
    for (int k = 0; k < arrays.length; k++) {
      arrays[k] = storages[k].array();
    }
    if (size <= GRAIN) {
      loop.run(arrays, starts, 0, size);
    } else {
      Threads.parallel(size, GRAIN, this);
    }
  }

  @Override
  public void run(int from, int to) {
    loop.run(arrays, starts, from, to);
  }

  /// What one thread needs to run a loop on arrays and starts of its own.
  private static final class Frame {
    private static final int TYPES = DType.values().length;

    private Object[] arrays = new Object[0];
    private int[] starts = new int[0];
    private Object[] blocks = new Object[0];

    void grow(int count) {
      if (arrays.length < count) {
        arrays = new Object[count];
        starts = new int[count];
        blocks = new Object[count * TYPES];
      }
    }

    Object block(int k, DType type) {
      int at = k * TYPES + type.ordinal();
      if (blocks[at] == null) {
        blocks[at] = CpuStorage.allocate(type, BLOCK);
      }
      return blocks[at];
    }
  }

  /// Operands that do not all lie like the result.
  private static final class Scattered implements Runnable, Threads.Range {
    private final Loop loop;
    private final CpuStorage[] storages;
    private final Object[] arrays;
    private final int size;
    private final Rows rows;
    private final int operands;
    private final boolean byRow;
    private final List<DType> types;
    private final boolean[] direct;
    private final boolean[] single;
    private final Rows[] each;

    Scattered(Kernel op, List<Tensor> in, List<DType> types, CpuStorage[] storages, Shape shape) {
      this.storages = storages;
      this.arrays = new Object[storages.length];
      this.size = shape.elements();
      this.operands = in.size();
      Layout[] layouts = new Layout[operands];
      for (int k = 0; k < operands; k++) {
        Layout layout = in.get(k).layout();
        layouts[k] = layout.shape().equals(shape) ? layout : layout.expand(shape);
      }
      this.rows = Rows.of(shape, layouts);
      boolean even = rows.length() >= LONG_ROW;
      for (int k = 0; k < operands; k++) {
        even &= rows.step(k) == 0 || rows.step(k) == 1;
      }
      this.byRow = even;
      this.types = types;
      this.direct = new boolean[operands];
      this.single = new boolean[operands];
      this.each = new Rows[operands];
      long scalars = 0;
      for (int k = 0; k < operands; k++) {
        single[k] = in.get(k).elements() == 1;
        direct[k] = layouts[k].isContiguous();
        each[k] = Rows.of(shape, layouts[k]);
        if (single[k] || (byRow && rows.step(k) == 0)) {
          scalars |= 1L << k;
        }
      }
      this.loop = loop(op, types, scalars);
    }

    @Override
    public void run() {
      for (int k = 0; k < arrays.length; k++) {
        arrays[k] = storages[k].array();
      }
      Threads.parallel(size, GRAIN, this);
    }

    @Override
    public void run(int from, int to) {
      Frame frame = FRAMES.get();
      frame.grow(arrays.length);
      if (byRow) {
        rows(frame, from, to);
      } else {
        blocks(frame, from, to);
      }
    }

    private void rows(Frame frame, int from, int to) {
      int n = rows.length();
      int row = from / n;
      for (int at = from; at < to; row++) {
        int first = at - row * n;
        int last = Math.min(n, to - row * n);
        rows.locate(row, frame.starts);
        for (int k = operands; k < arrays.length; k++) {
          frame.starts[k] = row * n;
        }
        loop.run(arrays, frame.starts, first, last);
        at = row * n + last;
      }
    }

    private void blocks(Frame frame, int from, int to) {
      System.arraycopy(arrays, 0, frame.arrays, 0, arrays.length);
      for (int at = from; at < to; at += BLOCK) {
        int count = Math.min(BLOCK, to - at);
        for (int k = 0; k < arrays.length; k++) {
          frame.starts[k] = at;
          if (k < operands) {
            if (single[k]) {
              frame.starts[k] = each[k].offset(0);
            } else if (direct[k]) {
              frame.starts[k] += each[k].offset(0);
            } else {
              frame.arrays[k] = frame.block(k, types.get(k));
              frame.starts[k] = 0;
              Gathering.read(each[k], arrays[k], at, frame.arrays[k], 0, count);
            }
          }
        }
        loop.run(frame.arrays, frame.starts, 0, count);
      }
    }
  }
}
