package kierkegrad.cpu;

import kierkegrad.cpu.loops.PlainSoftmax;
import kierkegrad.cpu.loops.SoftmaxLoops;
import kierkegrad.cpu.machine.Threads;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// Cross-entropy of rows with class numbers, and its gradient in the logits.
final class CrossEntropies implements Runnable, Threads.Range {
  private final Copying.Lines logits;
  private final CpuStorage target;
  private final int targetStart;
  private final int targetStep;
  private final CpuStorage slope;
  private final int slopeStart;
  private final int slopeStep;
  private final CpuStorage out;
  private final int rows;
  private final int n;
  private final boolean gradient;

  private CrossEntropies(
      Tensor logits, Tensor target, Tensor slope, CpuStorage out, boolean gradient) {
    this.logits = Copying.Lines.of(logits);
    this.target = CpuStorage.of(target);
    this.targetStart = target.layout().offset();
    this.targetStep = target.layout().stride(0);
    this.slope = CpuStorage.of(slope);
    this.slopeStart = slope.layout().offset();
    this.slopeStep = gradient ? slope.layout().stride(0) : 0;
    this.out = out;
    this.rows = logits.size(0);
    this.n = logits.size(1);
    this.gradient = gradient;
  }

  static Runnable losses(Tensor logits, Tensor target, CpuStorage out) {
    return new CrossEntropies(logits, target, logits, out, false);
  }

  /// @param g the gradient of each row's loss
  static Runnable gradients(Tensor logits, Tensor target, Tensor g, CpuStorage out) {
    return new CrossEntropies(logits, target, g, out, true);
  }

  @Override
  public void run() {
    logits.refresh().run();
    check();
    Threads.parallel(rows, Math.max(1, Normalized.PIECE / Math.max(1, n)), this);
  }

  private void check() {
    long[] classes = target.longs();
    for (int i = 0; i < rows; i++) {
      long wanted = classes[targetStart + i * targetStep];
      if (wanted < 0 || wanted >= n) {
        throw new IndexOutOfBoundsException(
            "cross_entropy: row "
                + i
                + " has class number "
                + wanted
                + ", but there are "
                + n
                + " logits: use 0 to "
                + (n - 1));
      }
    }
  }

  @Override
  public void run(int from, int to) {
    long[] classes = target.longs();
    int at = logits.start() + from * n;
    int start = targetStart + from * targetStep;
    if (logits.storage().dtype() == DType.F64) {
      doubles(classes, from, to);
    } else if (gradient) {
      SoftmaxLoops.own()
          .lossGradients(
              logits.storage().floats(),
              at,
              classes,
              start,
              targetStep,
              slope.floats(),
              slopeStart + from * slopeStep,
              slopeStep,
              out.floats(),
              from * n,
              to - from,
              n);
    } else {
      SoftmaxLoops.own()
          .losses(
              logits.storage().floats(),
              at,
              classes,
              start,
              targetStep,
              out.floats(),
              from,
              to - from,
              n);
    }
  }

  private void doubles(long[] classes, int from, int to) {
    double[] x = logits.storage().doubles();
    double[] y = out.doubles();
    for (int row = from; row < to; row++) {
      int at = logits.start() + row * n;
      int t = (int) classes[targetStart + row * targetStep];
      if (gradient) {
        double g = slope.doubles()[slopeStart + row * slopeStep];
        PlainSoftmax.lossGradient(x, at, n, t, g, y, row * n);
      } else {
        y[row] = PlainSoftmax.loss(x, at, n, t);
      }
    }
  }
}
