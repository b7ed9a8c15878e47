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

  private final Flat[] operands;
  private final Pieces pieces;
  private final double[] sums;

  Squares(CpuBackend backend, List<Tensor> xs) {
    this.operands =
        xs.stream().map(x -> Flat.of(backend, x, Flat.floating(x))).toArray(Flat[]::new);
    this.pieces = new Pieces(xs.stream().mapToInt(Tensor::elements).toArray(), this);
    this.sums = new double[pieces.count()];
  }

  @Override
  public double getAsDouble() {
    for (Flat x : operands) {
      x.refresh();
    }
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
    CpuStorage x = operands[part].storage();
    sums[piece] +=
        x.dtype() == DType.F32
            ? LOOPS.squares(x.floats(), from, to)
            : LOOPS.squares(x.doubles(), from, to);
  }
}
