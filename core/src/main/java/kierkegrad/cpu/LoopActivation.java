package kierkegrad.cpu;

import java.util.Arrays;
import java.util.List;
import kierkegrad.cpu.gemm.Activation;
import kierkegrad.cpu.loops.Loop;
import kierkegrad.op.Unary;
import kierkegrad.tensor.DType;

/// An element-wise operation as a product's end: the very loop that computes the operation by
/// itself, so that both give the same bits.
record LoopActivation(Loop loop) implements Activation {
  private static final ThreadLocal<Frame> FRAMES = ThreadLocal.withInitial(Frame::new);

  /// What one thread calls the loop with.
  private static final class Frame {
    private final Object[] arrays = new Object[2];
    private final int[] starts = new int[2];
  }

  static Activation of(Unary op, DType type) {
    return new LoopActivation(Elementwise.loop(op, List.of(type), 0));
  }

  @Override
  public void apply(Object c, int from, int step, int rows, int columns) {
    Frame frame = FRAMES.get();
    Arrays.fill(frame.arrays, c);
    boolean dense = step == columns;
    int count = dense ? 1 : rows;
    for (int i = 0; i < count; i++) {
      Arrays.fill(frame.starts, from + i * step);
      loop.run(frame.arrays, frame.starts, 0, dense ? rows * columns : columns);
    }
    // Not to keep the array alive.
    Arrays.fill(frame.arrays, frame);
  }
}
