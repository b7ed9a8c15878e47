package kierkegrad.nn.init;

import kierkegrad.random.Generator;
import kierkegrad.random.Sampling;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// A normal distribution between two bounds. All numbers are drawn; then all again, as often as
/// some of the first are still refused, of which only those are taken.
///
/// PyTorch works in the type of the tensor, and so does this: float32 numbers are rounded after
/// each operation.
record Truncated(Generator generator, double mean, double deviation, double low, double high) {
  /// With less of the distribution between the bounds, too many normal numbers would be refused.
  private static final double ENOUGH = 0.3;

  Truncated {
    if (!(deviation > 0 && low < high)) {
      throw new IllegalArgumentException(
          "init: no normal distribution with standard deviation "
              + deviation
              + " lies between "
              + low
              + " and "
              + high);
    }
  }

  Tensor draw(DType type, Shape shape) {
    boolean enough = below(high) - below(low) > ENOUGH;
    double[] numbers = enough ? normal(type, shape) : uniform(type, shape);
    return Tensor.of(numbers, numbers.length).to(type).reshape(shape);
  }

  private double below(double bound) {
    Tensor x = Tensor.of(new double[] {(bound - mean) / deviation / Math.sqrt(2)});
    return (1 + x.erf().item()) / 2;
  }

  private double[] normal(DType type, Shape shape) {
    double from = rounded(low, type);
    double to = rounded(high, type);
    double[] result = normals(type, shape);
    boolean[] refused = new boolean[result.length];
    while (true) {
      boolean any = false;
      for (int i = 0; i < result.length; i++) {
        refused[i] = result[i] < from || result[i] > to;
        any |= refused[i];
      }
      if (!any) {
        return result;
      }
      take(normals(type, shape), refused, result);
    }
  }

  private double[] uniform(DType type, Shape shape) {
    double mode = Math.max(low, Math.min(mean, high));
    double z = (mode - mean) / deviation;
    double peak = -0.5 * z * z;
    double[] result = uniforms(type, shape, low, high);
    boolean[] refused = new boolean[result.length];
    boolean any = refuse(result, peak, refused, false, type);
    while (any) {
      double[] candidates = uniforms(type, shape, low, high);
      take(candidates, refused, result);
      any = refuse(candidates, peak, refused, true, type);
    }
    return result;
  }

  /// Whether one of the candidates (if `again`, of those refused before) is above the density.
  private boolean refuse(
      double[] candidates, double peak, boolean[] refused, boolean again, DType type) {
    double[] accept = uniforms(type, Shape.of(candidates.length), 0, 1);
    boolean any = false;
    for (int i = 0; i < candidates.length; i++) {
      double z = rounded(candidates[i] - rounded(mean, type), type);
      z = rounded(z / rounded(deviation, type), type);
      double density = rounded(-0.5 * rounded(z * z, type) - rounded(peak, type), type);
      boolean above = rounded(Math.log(accept[i]), type) > density;
      refused[i] = (!again || refused[i]) && above;
      any |= refused[i];
    }
    return any;
  }

  private static void take(double[] drawn, boolean[] wanted, double[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = wanted[i] ? drawn[i] : into[i];
    }
  }

  private double[] normals(DType type, Shape shape) {
    return Sampling.normal(generator, type, shape, mean, deviation).toDoubleArray();
  }

  private double[] uniforms(DType type, Shape shape, double from, double to) {
    return Sampling.uniform(generator, type, shape, from, to).toDoubleArray();
  }

  private static double rounded(double x, DType type) {
    return type == DType.F64 ? x : (float) x;
  }
}
