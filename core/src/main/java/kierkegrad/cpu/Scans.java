package kierkegrad.cpu;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import kierkegrad.cpu.machine.Threads;
import kierkegrad.op.Binary;
import kierkegrad.op.Kernel;
import kierkegrad.op.Scan;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Tensor;

/// Running sums, products and recurrences along a dimension. Neighbouring lines go together, a
/// strip of them at a time, and floating numbers are carried on in double.
final class Scans implements Runnable, Threads.Range {
  private static final int STRIP = 16;
  private static final DoubleBinaryOperator LOG_ADD_EXP = Binary.LOGADDEXP.function();

  private final Kernel op;
  private final Source first;
  private final Source second;
  private final CpuStorage out;
  private final int n;
  private final int inner;
  private final int strips;
  private final int outer;

  private Scans(Kernel op, int dim, List<Tensor> in, CpuStorage out) {
    Tensor x = in.getFirst();
    this.op = op;
    this.first = Source.of(x);
    this.second = in.size() > 1 ? Source.of(in.get(1)) : first;
    this.out = out;
    this.n = x.rank() == 0 ? 1 : x.size(dim);
    this.inner = x.rank() == 0 ? 1 : Layout.contiguous(x.shape()).stride(dim);
    this.strips = Math.ceilDiv(inner, STRIP);
    this.outer = x.elements() / Math.max(1, n * inner);
  }

  static Runnable of(Kernel op, int dim, List<Tensor> in, CpuStorage out) {
    return new Scans(op, dim, in, out);
  }

  @Override
  public void run() {
    first.refresh().run();
    if (second != first) {
      second.refresh().run();
    }
    int work = n * Math.min(inner, STRIP);
    Threads.parallel(outer * strips, Math.max(1, Elementwise.GRAIN / Math.max(1, work)), this);
  }

  @Override
  public void run(int from, int to) {
    boolean whole = out.array() instanceof long[];
    double[][] row = new double[3][STRIP];
    long[] total = new long[STRIP];
    for (int unit = from; unit < to; unit++) {
      int part = unit / strips;
      int column = (unit - part * strips) * STRIP;
      int width = Math.min(STRIP, inner - column);
      Arrays.fill(row[0], start());
      Arrays.fill(total, (long) start());
      for (int i = 0; i < n; i++) {
        int at = (part * n + i) * inner + column;
        if (whole) {
          integers(total, at, width);
        } else {
          load(first, at, row[1], width);
          load(second, at, row[2], width);
          step(row[0], row[1], row[2], width);
          store(row[0], at, width);
        }
      }
    }
  }

  private double start() {
    return switch (op) {
      case Scan scan when scan.kind() == Scan.Kind.PROD -> 1;
      case Scan scan when scan.kind() == Scan.Kind.LOGSUMEXP -> Double.NEGATIVE_INFINITY;
      default -> 0;
    };
  }

  private void step(double[] carried, double[] x, double[] b, int width) {
    for (int j = 0; j < width; j++) {
      carried[j] =
          switch (op) {
            case Scan scan ->
                switch (scan.kind()) {
                  case SUM -> carried[j] + x[j];
                  case PROD -> carried[j] * x[j];
                  case LOGSUMEXP -> LOG_ADD_EXP.applyAsDouble(carried[j], x[j]);
                };
            default -> x[j] * carried[j] + b[j];
          };
    }
  }

  private void integers(long[] carried, int at, int width) {
    boolean product = start() == 1;
    long[] y = out.longs();
    for (int j = 0; j < width; j++) {
      long x =
          switch (first.array()) {
            case long[] a -> a[first.start() + at + j];
            case int[] a -> a[first.start() + at + j];
            case Object a -> Byte.toUnsignedInt(((byte[]) a)[first.start() + at + j]);
          };
      carried[j] = product ? carried[j] * x : carried[j] + x;
      y[at + j] = carried[j];
    }
  }

  private static void load(Source source, int at, double[] into, int width) {
    int from = source.start() + at;
    if (source.array() instanceof float[] x) {
      for (int j = 0; j < width; j++) {
        into[j] = x[from + j];
      }
    } else {
      System.arraycopy(source.array(), from, into, 0, width);
    }
  }

  private void store(double[] values, int at, int width) {
    if (out.array() instanceof float[] y) {
      for (int j = 0; j < width; j++) {
        y[at + j] = (float) values[j];
      }
    } else {
      System.arraycopy(values, 0, out.array(), at, width);
    }
  }
}
