package kierkegrad.cpu;

import kierkegrad.cpu.machine.Threads;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Softmax, its logarithm, and cross-entropy, line by line in double, shifted by the largest number
/// so that nothing overflows.
final class Normalized {
  private Normalized() {}

  static Object softmax(Tensor x, int dim, boolean logarithm) {
    int n = x.rank() == 0 ? 1 : x.size(dim);
    double[] values = (double[]) Dense.convert(Dense.copy(x, last(x.layout(), dim)), DType.F64);
    double[] lines = new double[values.length];
    int count = n == 0 ? 0 : lines.length / n;
    Threads.parallel(
        count,
        Math.max(1, Elementwise.GRAIN / 16 / Math.max(1, n)),
        (from, to) -> {
          for (int i = from; i < to; i++) {
            line(values, lines, i * n, n, logarithm);
          }
        });
    // Back to the operand's order of dimensions.
    Tensor moved = Tensor.of(lines, lines.length).reshape(last(x.layout(), dim).shape());
    return Dense.convert(Dense.copy(moved, first(moved.layout(), dim)), x.dtype());
  }

  private static Layout last(Layout layout, int dim) {
    int rank = layout.shape().rank();
    if (rank == 0) {
      return layout;
    }
    int[] order = new int[rank];
    int next = 0;
    for (int i = 0; i < rank; i++) {
      if (i != dim) {
        order[next++] = i;
      }
    }
    order[rank - 1] = dim;
    return layout.permute(order);
  }

  private static Layout first(Layout layout, int dim) {
    int rank = layout.shape().rank();
    int[] order = new int[rank];
    for (int i = 0; i < rank; i++) {
      order[i] = i < dim ? i : i == dim ? rank - 1 : i - 1;
    }
    return layout.permute(order);
  }

  private static void line(double[] in, double[] out, int from, int n, boolean logarithm) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = from; i < from + n; i++) {
      largest = Math.max(largest, in[i]);
    }
    double sum = 0;
    for (int i = from; i < from + n; i++) {
      out[i] = Math.exp(in[i] - largest);
      sum += out[i];
    }
    double log = Math.log(sum);
    for (int i = from; i < from + n; i++) {
      out[i] = logarithm ? in[i] - largest - log : out[i] / sum;
    }
  }

  static Object crossEntropy(Tensor logits, Tensor target, Shape shape) {
    int classes = logits.size(1);
    double[] values = (double[]) Dense.convert(Dense.copy(logits), DType.F64);
    long[] wanted = (long[]) Dense.copy(target);
    double[] losses = new double[shape.elements()];
    double[] scratch = new double[values.length];
    for (int i = 0; i < losses.length; i++) {
      if (wanted[i] < 0 || wanted[i] >= classes) {
        throw new IndexOutOfBoundsException(
            "cross_entropy: row "
                + i
                + " has class number "
                + wanted[i]
                + ", but there are "
                + classes
                + " logits: use 0 to "
                + (classes - 1));
      }
      line(values, scratch, i * classes, classes, true);
      losses[i] = -scratch[i * classes + (int) wanted[i]];
    }
    return Dense.convert(losses, logits.dtype());
  }
}
