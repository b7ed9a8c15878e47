package kierkegrad.cpu;

import java.util.List;
import java.util.function.DoubleConsumer;
import kierkegrad.cpu.loops.UpdateLoops;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// The multiplication of all elements of several tensors by a number, in place, in one pass.
final class Scaling implements DoubleConsumer, Pieces.Work {
  private static final UpdateLoops LOOPS = UpdateLoops.best();

  private final CpuStorage[] storages;
  private final Pieces pieces;
  private double factor = 1;

  Scaling(List<Tensor> xs) {
    this.storages = xs.stream().map(CpuStorage::of).toArray(CpuStorage[]::new);
    this.pieces = new Pieces(xs.stream().mapToInt(Tensor::elements).toArray(), this);
  }

  @Override
  public void accept(double factor) {
    this.factor = factor;
    pieces.run();
  }

  @Override
  public void run(int piece, int part, int from, int to) {
    CpuStorage x = storages[part];
    if (x.dtype() == DType.F32) {
      LOOPS.scale(x.floats(), from, to, (float) factor);
    } else {
      LOOPS.scale(x.doubles(), from, to, factor);
    }
  }
}
