package kierkegrad.grad;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// Compares gradients with central differences, `(f(x + ε) − f(x − ε)) / 2ε`, element by element,
/// in double precision.
///
/// ```java
/// GradCheck.check(in -> in.getFirst().tanh(), x);
/// ```
///
/// The first order checks `f`; the second checks the gradient of `f`, which is itself a graph.
public final class GradCheck {
  private static final double STEP = 1e-6;
  private static final double ABSOLUTE = 1e-5;
  private static final double RELATIVE = 1e-3;

  private GradCheck() {}

  /// Checks the first derivative in every input.
  ///
  /// @param f a function of the inputs, of any shape
  /// @param inputs float64 points at which f is smooth
  /// @throws AssertionError if an element differs; it names the worst one
  public static void check(Function<List<Tensor>, Tensor> f, Tensor... inputs) {
    compare("gradient", f, List.of(inputs));
  }

  /// Checks the first and the second derivative in every input.
  ///
  /// @throws AssertionError if an element differs; it names the worst one
  public static void checkSecondOrder(Function<List<Tensor>, Tensor> f, Tensor... inputs) {
    List<Tensor> points = List.of(inputs);
    compare("gradient", f, points);
    for (int i = 0; i < inputs.length; i++) {
      int wrt = i;
      compare(
          "gradient of the gradient in input " + i,
          in -> Grad.of(weighted(f.apply(in)), in.toArray(Tensor[]::new)).get(wrt),
          points);
    }
  }

  private static void compare(String what, Function<List<Tensor>, Tensor> f, List<Tensor> inputs) {
    for (Tensor input : inputs) {
      if (input.dtype() != DType.F64) {
        throw new IllegalArgumentException(
            "GradCheck needs float64 inputs, got " + input.dtype().torchName());
      }
    }
    List<Tensor> leaves = inputs.stream().map(Tensor::tracked).toList();
    List<Tensor> exact = Grad.of(weighted(f.apply(leaves)), leaves.toArray(Tensor[]::new));
    double worst = 0;
    String message = "";
    for (int i = 0; i < inputs.size(); i++) {
      double[] ours = exact.get(i).toDoubleArray();
      for (int k = 0; k < ours.length; k++) {
        double theirs = (moved(f, inputs, i, k, STEP) - moved(f, inputs, i, k, -STEP)) / (2 * STEP);
        double excess = Math.abs(ours[k] - theirs) / (ABSOLUTE + RELATIVE * Math.abs(theirs));
        if (excess > worst || Double.isNaN(excess)) {
          worst = Double.isNaN(excess) ? Double.POSITIVE_INFINITY : excess;
          message =
              String.format(
                  Locale.ROOT,
                  "%s in input %d %s, element %d: rule gives %.10g, central difference %.10g",
                  what,
                  i,
                  inputs.get(i).shape(),
                  k,
                  ours[k],
                  theirs);
        }
      }
    }
    if (worst > 1) {
      throw new AssertionError(message);
    }
  }

  private static double moved(
      Function<List<Tensor>, Tensor> f, List<Tensor> inputs, int which, int element, double step) {
    double[] values = inputs.get(which).toDoubleArray();
    values[element] += step;
    Tensor shifted = Tensor.of(values, values.length).reshape(inputs.get(which).shape());
    List<Tensor> points =
        IntStream.range(0, inputs.size())
            .mapToObj(i -> (i == which ? shifted : inputs.get(i)).tracked())
            .toList();
    return weighted(f.apply(points)).item();
  }

  /// One number out of all elements, each with a weight of its own so that none can hide behind
  /// another.
  private static Tensor weighted(Tensor y) {
    double[] weights = new double[y.elements()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.cos(1 + 0.7 * i);
    }
    return y.mul(Tensor.of(weights, weights.length).reshape(y.shape())).sum();
  }
}
