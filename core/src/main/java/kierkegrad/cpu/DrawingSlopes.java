package kierkegrad.cpu;

import kierkegrad.op.RandomSlope;
import kierkegrad.random.Generator;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;

/// Draws the slopes of a randomized leaky ReLU, on the calling thread, for numbers come one after
/// another.
record DrawingSlopes(RandomSlope op, Operand x, CpuStorage out, int size) implements Runnable {
  @Override
  public void run() {
    Generator generator = op.generator().orElseGet(Seed::current);
    int start = x.offset();
    if (out.dtype() == DType.F64) {
      double[] from = x.doubles();
      double[] to = out.doubles();
      for (int i = 0; i < size; i++) {
        to[i] = from[start + i] <= 0 ? draw(generator) : 1;
      }
    } else {
      float[] from = x.floats();
      float[] to = out.floats();
      for (int i = 0; i < size; i++) {
        to[i] = from[start + i] <= 0 ? (float) draw(generator) : 1;
      }
    }
  }

  private double draw(Generator generator) {
    return op.lower() + (op.upper() - op.lower()) * generator.nextUniform();
  }
}
