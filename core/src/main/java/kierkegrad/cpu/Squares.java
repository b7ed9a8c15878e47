package kierkegrad.cpu;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import kierkegrad.cpu.loops.UpdateLoops;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// The sum of the squares of all elements of several tensors, in one pass.
final class Squares implements DoubleSupplier, Pieces.Work {
  private static final UpdateLoops LOOPS = UpdateLoops.best();

  private final CpuStorage[] storages;
  private final Pieces pieces;
  private final double[] sums;

  Squares(List<Tensor> xs) {
    this.storages = xs.stream().map(CpuStorage::of).toArray(CpuStorage[]::new);
    this.pieces = new Pieces(xs.stream().mapToInt(Tensor::elements).toArray(), this);
    this.sums = new double[pieces.count()];
  }

  @Override
  public double getAsDouble() {
    Arrays.fill(sums, 0);
    pieces.run();
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    return total;
  }

  @Override
  public void run(int piece, int part, int from, int to) {
    CpuStorage x = storages[part];
    sums[piece] +=
        x.dtype() == DType.F32
            ? LOOPS.squares(x.floats(), from, to)
            : LOOPS.squares(x.doubles(), from, to);
  }
}
