package kierkegrad.cpu;

import java.util.List;
import java.util.function.DoubleConsumer;
import kierkegrad.cpu.loops.UpdateLoops;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// Several tensors multiplied by one number into others, in one pass.
final class Scaling implements DoubleConsumer, Pieces.Work {
  private static final UpdateLoops LOOPS = UpdateLoops.best();

  private final Flat[] operands;
  private final CpuStorage[] results;
  private final Pieces pieces;
  private double factor = 1;

  Scaling(CpuBackend backend, List<Tensor> xs, List<Tensor> out) {
    this.results = out.stream().map(CpuStorage::of).toArray(CpuStorage[]::new);
    this.operands = new Flat[results.length];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = Flat.of(backend, xs.get(i), out.get(i).dtype());
    }
    this.pieces = new Pieces(out.stream().mapToInt(Tensor::elements).toArray(), this);
  }

  @Override
  public void accept(double factor) {
    this.factor = factor;
    for (Flat x : operands) {
      x.refresh();
    }
    pieces.run();
    for (CpuStorage result : results) {
      result.overwritten();
    }
  }

  @Override
  public void run(int piece, int part, int from, int to) {
    CpuStorage x = operands[part].storage();
    CpuStorage y = results[part];
    if (y.dtype() == DType.F32) {
      LOOPS.scale(x.floats(), y.floats(), from, to, (float) factor);
    } else {
      LOOPS.scale(x.doubles(), y.doubles(), from, to, factor);
    }
  }
}
