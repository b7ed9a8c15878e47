package kierkegrad.nn.init;

import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// Weights that let their input pass.
final class Identity {
  private Identity() {}

  static void requireMatrix(String what, Shape shape) {
    if (shape.rank() != 2) {
      throw new ShapeException(
          "init: " + what + " makes matrices, not " + shape + "; use a shape [rows, columns]");
    }
  }

  static Tensor matrix(DType type, Shape shape) {
    requireMatrix("eye", shape);
    double[] values = new double[shape.elements()];
    for (int i = 0; i < Math.min(shape.size(0), shape.size(1)); i++) {
      values[i * shape.size(1) + i] = 1;
    }
    return Tensor.of(values, values.length).reshape(shape).to(type);
  }

  static Tensor convolution(DType type, Shape shape, int groups) {
    if (shape.rank() < 3 || shape.rank() > 5) {
      throw new ShapeException(
          "init: dirac makes weights [out, in, k1, …] with one to three k, not " + shape);
    }
    if (groups < 1 || shape.size(0) % groups != 0) {
      throw new ShapeException(
          "init: dirac cannot split the "
              + shape.size(0)
              + " channels of "
              + shape
              + " into "
              + groups
              + " groups; their number must be a multiple");
    }
    int kernel = 1;
    int middle = 0;
    for (int dim = 2; dim < shape.rank(); dim++) {
      kernel *= shape.size(dim);
      middle = middle * shape.size(dim) + shape.size(dim) / 2;
    }
    int perGroup = shape.size(0) / groups;
    double[] values = new double[shape.elements()];
    for (int row = 0; row < shape.size(0); row++) {
      int channel = row % perGroup;
      if (channel < shape.size(1)) {
        values[(row * shape.size(1) + channel) * kernel + middle] = 1;
      }
    }
    return Tensor.of(values, values.length).reshape(shape).to(type);
  }
}
