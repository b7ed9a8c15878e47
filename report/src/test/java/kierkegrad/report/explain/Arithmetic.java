package kierkegrad.report.explain;

import java.util.ArrayList;
import java.util.List;

/// A pocket calculator for the numbers of a working: `+ − · / ^ ( )`, `√`, `ln` and `e^`.
final class Arithmetic {
  private final String text;
  private final List<Double> literals = new ArrayList<>();
  private int at;

  Arithmetic(String text) {
    this.text = text.replace(" ", "");
  }

  double value() {
    at = 0;
    literals.clear();
    double value = sum();
    if (at < text.length()) {
      throw new AssertionError("cannot read " + text.substring(at) + " in " + text);
    }
    return value;
  }

  /// The numbers that are written there, without their signs.
  List<Double> literals() {
    return List.copyOf(literals);
  }

  private boolean next(String sign) {
    boolean found = text.startsWith(sign, at);
    at += found ? sign.length() : 0;
    return found;
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
      if (!next(")")) {
        throw new AssertionError("a bracket stays open in " + text);
      }
      return value;
    }
    if (next("√")) {
      return Math.sqrt(atom());
    }
    if (next("ln")) {
      return Math.log(atom());
    }
    if (next("e^")) {
      return Math.exp(atom());
    }
    int start = at;
    while (at < text.length() && "0123456789.".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at > start && at < text.length() && text.charAt(at) == 'e' && !text.startsWith("e^", at)) {
      at++;
      next("-");
      next("−");
      while (at < text.length() && Character.isDigit(text.charAt(at))) {
        at++;
      }
    }
    double number = Double.parseDouble(text.substring(start, at).replace('−', '-'));
    literals.add(number);
    return number;
  }
}
