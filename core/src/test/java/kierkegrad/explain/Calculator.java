package kierkegrad.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/// Computes what a working writes, from its text alone.
final class Calculator {
  private static final List<String> FUNCTIONS =
      List.of(
          "√", "ln", "sin", "cos", "tanh", "erf", "max", "min", "sign", "floor", "round", "ceil",
          "trunc", "tan", "asin", "acos", "atan", "arctan", "sinh", "cosh", "asinh", "acosh",
          "atanh", "log2", "log10", "erf⁻¹", "Γ", "ψ");

  private final String text;
  private int at;

  private Calculator(String text) {
    this.text = text.replace(" ", "");
  }

  static double of(String text) {
    Calculator calculator = new Calculator(text);
    double value = calculator.sum();
    if (calculator.at != calculator.text.length()) {
      throw new IllegalArgumentException(
          "cannot read '" + calculator.text.substring(calculator.at) + "' of " + text);
    }
    return value;
  }

  private boolean next(String token) {
    boolean here = text.startsWith(token, at);
    at += here ? token.length() : 0;
    return here;
  }

  private double sum() {
    double value = next("−") ? -product() : product();
    while (true) {
      if (next("+")) {
        value += product();
      } else if (next("−")) {
        value -= product();
      } else {
        return value;
      }
    }
  }

  private double product() {
    double value = power();
    while (true) {
      if (next("·")) {
        value *= power();
      } else if (next("/")) {
        value /= power();
      } else {
        return value;
      }
    }
  }

  private double power() {
    double base = atom();
    return next("^") ? Math.pow(base, atom()) : base;
  }

  private double atom() {
    if (next("(")) {
      double value = sum();
      expect(")");
      return value;
    }
    if (next("|")) {
      double value = sum();
      expect("|");
      return Math.abs(value);
    }
    for (String f : FUNCTIONS) {
      if (next(f + "(")) {
        List<Double> arguments = new ArrayList<>(List.of(sum()));
        while (next(",")) {
          arguments.add(sum());
        }
        expect(")");
        return call(f, arguments);
      }
    }
    if (next("e")) {
      return Math.E;
    }
    return next("π") ? Math.PI : number();
  }

  private void expect(String token) {
    if (!next(token)) {
      throw new IllegalArgumentException("expects " + token + " at " + at + " of " + text);
    }
  }

  private double number() {
    int from = at;
    while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    if (text.startsWith("e", at)) {
      at += text.startsWith("-", at + 1) ? 2 : 1;
      while (at < text.length() && Character.isDigit(text.charAt(at))) {
        at++;
      }
    }
    return Double.parseDouble(text.substring(from, at));
  }

  private static double call(String function, List<Double> arguments) {
    double x = arguments.getFirst();
    return switch (function) {
      case "√" -> Math.sqrt(x);
      case "ln" -> Math.log(x);
      case "sin" -> Math.sin(x);
      case "cos" -> Math.cos(x);
      case "tanh" -> Math.tanh(x);
      case "erf" -> erf(x);
      case "sign" -> Math.signum(x);
      case "floor" -> Math.floor(x);
      case "round" -> Math.rint(x);
      case "max" -> fold(arguments, Math::max);
      case "ceil" -> Math.ceil(x);
      case "trunc" -> Math.signum(x) * Math.floor(Math.abs(x));
      case "tan", "arctan" -> function.equals("tan") ? Math.tan(x) : Math.atan(x);
      case "asin" -> Math.asin(x);
      case "acos" -> Math.acos(x);
      case "atan" -> Math.atan(x);
      case "sinh" -> Math.sinh(x);
      case "cosh" -> Math.cosh(x);
      case "asinh" -> Math.log(x + Math.sqrt(x * x + 1));
      case "acosh" -> Math.log(x + Math.sqrt(x * x - 1));
      case "atanh" -> Math.log((1 + x) / (1 - x)) / 2;
      case "log2" -> Math.log(x) / Math.log(2);
      case "log10" -> Math.log10(x);
      case "erf⁻¹" -> inverseErf(x);
      case "Γ" -> gamma(x);
      case "ψ" -> digamma(x);
      default -> fold(arguments, Math::min);
    };
  }

  /// By halving.
  private static double inverseErf(double y) {
    double low = -3;
    double high = 3;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      low = erf(middle) < y ? middle : low;
      high = erf(middle) < y ? high : middle;
    }
    return low;
  }

  /// Stirling's series at x + 20, brought back by Γ(x) = Γ(x + 1)/x.
  private static double gamma(double x) {
    double z = x + 20;
    double result =
        Math.sqrt(2 * Math.PI / z)
            * Math.pow(z / Math.E, z)
            * Math.exp(1 / (12 * z) - 1 / (360 * z * z * z) + 1 / (1260 * Math.pow(z, 5)));
    for (int i = 0; i < 20; i++) {
      result /= x + i;
    }
    return result;
  }

  /// The asymptotic series at x + 20, brought back by ψ(x) = ψ(x + 1) − 1/x.
  private static double digamma(double x) {
    double z = x + 20;
    double result =
        Math.log(z)
            - 1 / (2 * z)
            - 1 / (12 * z * z)
            + 1 / (120 * Math.pow(z, 4))
            - 1 / (252 * Math.pow(z, 6));
    for (int i = 0; i < 20; i++) {
      result -= 1 / (x + i);
    }
    return result;
  }

  private static double fold(List<Double> arguments, DoubleBinaryOperator f) {
    return arguments.stream().mapToDouble(Double::doubleValue).reduce(f).orElseThrow();
  }

  /// The series 2/√π Σ (−1)ⁿ x²ⁿ⁺¹/(n!(2n + 1)).
  private static double erf(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n < 60; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }
}
