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
        to[i] = from[start + i] <= 0 ? draw(generator, op.lower(), op.upper()) : 1;
      }
    } else {
      float[] from = x.floats();
      float[] to = out.floats();
      // Like PyTorch, with bounds that the type holds.
      float lower = (float) op.lower();
      float upper = (float) op.upper();
      for (int i = 0; i < size; i++) {
        to[i] = from[start + i] <= 0 ? (float) draw(generator, lower, upper) : 1;
      }
    }
  }

  private static double draw(Generator generator, double lower, double upper) {
    return lower + (upper - lower) * generator.nextUniform();
  }
}
