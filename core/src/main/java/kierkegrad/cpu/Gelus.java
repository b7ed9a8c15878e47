package kierkegrad.cpu;

import java.util.List;
import kierkegrad.cpu.loops.PlainGelu;
import kierkegrad.cpu.loops.VectorGelu;
import kierkegrad.cpu.machine.Machine;
import kierkegrad.cpu.machine.Threads;
import kierkegrad.op.Gelu;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// Binds GELU and its gradient.
final class Gelus implements Runnable, Threads.Range {
  private static final int GRAIN = 1 << 13;

  private final Gelu op;
  private final Operand a;
  private final Operand b;
  private final CpuStorage result;
  private final int size;
  private float[] first = new float[0];
  private float[] second = first;
  private float[] out = first;

  private Gelus(Gelu op, Operand a, Operand b, CpuStorage result, int size) {
    this.op = op;
    this.a = a;
    this.b = b;
    this.result = result;
    this.size = size;
  }

  static Runnable bind(Gelu op, List<Tensor> in, CpuStorage out) {
    int n = in.getFirst().elements();
    if (out.dtype() == DType.F32 && Machine.hasVectors()) {
      return new Gelus(op, Operand.of(in.getFirst()), Operand.of(in.getLast()), out, n);
    }
    return new Doubles(
        in,
        out,
        n,
        (x, y) ->
            Threads.parallel(
                n,
                GRAIN / 8,
                (from, to) -> {
                  switch (op) {
                    case Gelu.Value gelu -> PlainGelu.value(gelu.tanh(), x[0], y, from, to);
                    case Gelu.Gradient gelu ->
                        PlainGelu.gradient(gelu.tanh(), x[0], x[1], y, from, to);
                  }
                }));
  }

  @Override
  public void run() {
    first = a.floats();
    second = b.floats();
    out = result.floats();
    Threads.parallel(size, GRAIN, this);
  }

  @Override
  public void run(int from, int to) {
    boolean value = op instanceof Gelu.Value;
    if (op.tanh()) {
      if (value) {
        VectorGelu.valueByTanh(first, a.offset(), out, from, to);
      } else {
        VectorGelu.gradientByTanh(first, a.offset(), second, b.offset(), out, from, to);
      }
    } else if (value) {
      VectorGelu.value(first, a.offset(), out, from, to);
    } else {
      VectorGelu.gradient(first, a.offset(), second, b.offset(), out, from, to);
    }
  }
}
