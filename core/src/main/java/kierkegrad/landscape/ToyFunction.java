package kierkegrad.landscape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import kierkegrad.grad.Grad;
import kierkegrad.tensor.Tensor;

/// Functions of one or two parameters on which a descent can be watched. Their gradients are the
/// library's own; the formulas are for the reader.
///
/// In a formula in TeX, `{a}` and `{b}` stand for the parameters, to be replaced by their names or
/// their values.
public enum ToyFunction {
  /// One minimum, at 0.
  PARABOLA(1, "{a}^2", "2 \\cdot {a}"),
  /// A local minimum near 0.96 and the global one near −1.04.
  TWO_MINIMA(1, "({a}^2 - 1)^2 + 0.3 \\cdot {a}", "4 \\cdot {a} \\cdot ({a}^2 - 1) + 0.3"),
  /// A saddle at (0, 0) between the minima at (0, ±1).
  SADDLE(
      2,
      "\\tfrac{1}{2} \\cdot {a}^2 + \\tfrac{1}{4} \\cdot {b}^4 - \\tfrac{1}{2} \\cdot {b}^2",
      "{a}",
      "{b}^3 - {b}"),
  /// Rosenbrock's (1960) banana: a flat bent valley with the minimum at (1, 1).
  ROSENBROCK(
      2,
      "(1 - {a})^2 + 100 \\cdot ({b} - {a}^2)^2",
      "-2 \\cdot (1 - {a}) - 400 \\cdot {a} \\cdot ({b} - {a}^2)",
      "200 \\cdot ({b} - {a}^2)"),
  /// Twenty times steeper across than along.
  VALLEY(2, "\\tfrac{1}{2} \\cdot ({a}^2 + 20 \\cdot {b}^2)", "{a}", "20 \\cdot {b}");

  private final int parameters;
  private final String formula;
  private final List<String> slopes;

  ToyFunction(int parameters, String formula, String... slopes) {
    this.parameters = parameters;
    this.formula = formula;
    this.slopes = List.of(slopes);
  }

  /// The function of that name, such as `two-minima`.
  ///
  /// @throws IllegalArgumentException if there is none
  public static ToyFunction named(String name) {
    return Arrays.stream(values())
        .filter(f -> f.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("'%s' is none of %s".formatted(name, names())));
  }

  /// All names.
  public static String names() {
    return Arrays.stream(values()).map(ToyFunction::toString).collect(Collectors.joining(", "));
  }

  /// 1 or 2.
  public int parameters() {
    return parameters;
  }

  /// The function in TeX.
  public String formula() {
    return formula;
  }

  /// Its slopes in TeX, one per parameter.
  public List<String> slopes() {
    return slopes;
  }

  /// The function `E`.
  ///
  /// @param w the parameters `[1]` or `[2]`
  /// @return one number
  public Tensor of(Tensor w) {
    Tensor a = w.select(0, 0);
    return switch (this) {
      case PARABOLA -> a.square();
      case TWO_MINIMA -> a.square().sub(1).square().add(a.mul(0.3));
      case SADDLE -> {
        Tensor b = w.select(0, 1);
        yield a.square().mul(0.5).add(b.square().square().mul(0.25)).sub(b.square().mul(0.5));
      }
      case ROSENBROCK -> {
        Tensor b = w.select(0, 1);
        yield a.neg().add(1).square().add(b.sub(a.square()).square().mul(100));
      }
      case VALLEY -> a.square().add(w.select(0, 1).square().mul(20)).mul(0.5);
    };
  }

  /// Value and gradient at a point.
  public Descent.Point at(List<Double> w) {
    Tensor point = Tensor.of(w.stream().mapToDouble(Double::doubleValue).toArray());
    Grad.ValueAndGrad both = Grad.valueAndGrad(this::of, point);
    List<Double> gradient = new ArrayList<>();
    for (double slope : both.grad().toDoubleArray()) {
      gradient.add(slope);
    }
    return new Descent.Point(w, both.value().item(), gradient);
  }

  /// The name on the command line, such as `two-minima`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
