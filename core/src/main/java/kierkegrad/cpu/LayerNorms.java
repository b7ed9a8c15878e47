package kierkegrad.cpu;

import java.util.Arrays;
import java.util.List;
import kierkegrad.cpu.loops.VectorNorms;
import kierkegrad.cpu.machine.Scratch;
import kierkegrad.cpu.machine.Threads;
import kierkegrad.tensor.Tensor;

/// Layer norm of floats, and its gradient, in vectors.
abstract class LayerNorms implements Runnable, Threads.Range {
  private static final Scratch SUMS = new Scratch();

  private final Operand a;
  private final Operand b;
  private final Operand c;
  private final CpuStorage result;
  final int n;
  final int rows;
  final int grain;
  final float eps;
  float[] first = new float[0];
  float[] second = first;
  float[] third = first;
  float[] out = first;

  private LayerNorms(List<Tensor> in, CpuStorage result, int n, double eps) {
    this.a = Operand.of(in.getFirst());
    this.b = Operand.of(in.get(1));
    this.c = Operand.of(in.get(2));
    this.result = result;
    this.n = n;
    this.rows = n == 0 ? 0 : in.getFirst().elements() / n;
    this.grain = Math.max(1, Elementwise.GRAIN / Math.max(1, n));
    this.eps = (float) eps;
  }

  @Override
  public void run() {
    first = a.floats();
    second = b.floats();
    third = c.floats();
    out = result.floats();
    Threads.parallel(rows, grain, this);
  }

  /// The values.
  static final class Values extends LayerNorms {
    Values(List<Tensor> in, CpuStorage result, double eps) {
      super(in, result, in.get(1).elements(), eps);
    }

    @Override
    public void run(int from, int to) {
      VectorNorms.rows(
          first,
          super.a.offset(),
          second,
          super.b.offset(),
          third,
          super.c.offset(),
          out,
          n,
          eps,
          from,
          to);
    }
  }

  /// The gradients. Every piece of rows sums those of weight and bias by itself; the pieces' sums
  /// are then added in their order.
  static final class Gradients extends LayerNorms {
    private float[] sums = new float[0];

    Gradients(List<Tensor> in, CpuStorage result, double eps) {
      super(in, result, in.get(2).elements(), eps);
    }

    @Override
    public void run() {
      int pieces = Math.ceilDiv(rows, grain);
      sums = SUMS.floats(pieces * 2 * n);
      super.run();
      int behind = rows * n;
      Arrays.fill(out, behind, behind + 2 * n, 0);
      for (int piece = 0; piece < pieces; piece++) {
        int at = piece * 2 * n;
        for (int i = 0; i < 2 * n; i++) {
          out[behind + i] += sums[at + i];
        }
      }
    }

    @Override
    public void run(int from, int to) {
      int at = from / grain * 2 * n;
      Arrays.fill(sums, at, at + 2 * n, 0);
      VectorNorms.rowsGradient(
          first,
          super.a.offset(),
          second,
          super.b.offset(),
          third,
          super.c.offset(),
          out,
          sums,
          at,
          n,
          eps,
          from,
          to);
    }
  }
}
