package kierkegrad.cpu;

import java.util.Arrays;
import kierkegrad.op.DropoutMask;
import kierkegrad.random.Generator;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;

/// Draws a dropout mask, on the calling thread, for numbers come one after another. A mask of zeros
/// needs none, and like PyTorch it draws none.
record Drawing(DropoutMask op, CpuStorage out, int size) implements Runnable {
  @Override
  public void run() {
    Generator generator = op.generator().orElseGet(Seed::current);
    double keep = 1 - op.p();
    if (keep == 0) {
      zeros();
    } else if (out.dtype() == DType.F64) {
      double[] y = out.doubles();
      double kept = 1 / keep;
      for (int i = 0; i < size; i++) {
        y[i] = generator.nextUniform() < keep ? kept : 0;
      }
    } else {
      float[] y = out.floats();
      float kept = 1 / (float) keep;
      for (int i = 0; i < size; i++) {
        y[i] = generator.nextUniform() < keep ? kept : 0;
      }
    }
  }

  private void zeros() {
    if (out.dtype() == DType.F64) {
      Arrays.fill(out.doubles(), 0, size, 0);
    } else {
      Arrays.fill(out.floats(), 0, size, 0);
    }
  }
}
