package kierkegrad.cpu;

import kierkegrad.op.DropoutMask;
import kierkegrad.random.Generator;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;

/// Draws a dropout mask, on the calling thread, for numbers come one after another.
record Drawing(DropoutMask op, CpuStorage out, int size) implements Runnable {
  @Override
  public void run() {
    Generator generator = op.generator().orElseGet(Seed::current);
    double keep = 1 - op.p();
    if (out.dtype() == DType.F64) {
      double[] y = out.doubles();
      double kept = keep == 0 ? 1 : 1 / keep;
      for (int i = 0; i < size; i++) {
        y[i] = generator.nextUniform() < keep ? kept : 0;
      }
    } else {
      float[] y = out.floats();
      float kept = keep == 0 ? 1 : 1 / (float) keep;
      for (int i = 0; i < size; i++) {
        y[i] = generator.nextUniform() < keep ? kept : 0;
      }
    }
  }
}
