package kierkegrad.cpu;

import java.util.List;
import kierkegrad.cpu.loops.PlainGelu;
import kierkegrad.cpu.machine.Threads;
import kierkegrad.op.Gelu;
import kierkegrad.tensor.Tensor;

/// Binds GELU and its gradient.
final class Gelus {
  private Gelus() {}

  static Runnable bind(Gelu op, List<Tensor> in, CpuStorage out) {
    int n = in.getFirst().elements();
    return new Doubles(
        in,
        out,
        n,
        (x, y) ->
            Threads.parallel(
                n,
                Elementwise.GRAIN / 16,
                (from, to) -> {
                  switch (op) {
                    case Gelu.Value gelu -> PlainGelu.value(gelu.tanh(), x[0], y, from, to);
                    case Gelu.Gradient gelu ->
                        PlainGelu.gradient(gelu.tanh(), x[0], x[1], y, from, to);
                  }
                }));
  }
}
