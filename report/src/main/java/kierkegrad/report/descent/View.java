package kierkegrad.report.descent;

import java.util.List;
import kierkegrad.landscape.ToyFunction;

/// The part of a function that its picture shows.
///
/// @param left the least first parameter
/// @param right the greatest
/// @param low the least second parameter, or value of a function of one
/// @param high the greatest
record View(double left, double right, double low, double high) {
  static View of(ToyFunction function) {
    return switch (function) {
      case PARABOLA -> new View(-3, 3, -0.8, 9.4);
      case TWO_MINIMA -> new View(-1.9, 1.9, -0.9, 5.5);
      case SADDLE -> new View(-2, 2, -2, 2);
      case ROSENBROCK -> new View(-2, 2, -1, 3);
      case VALLEY -> new View(-3, 3, -1.5, 1.5);
    };
  }

  /// So wide that this point is in it.
  View with(ToyFunction function, List<Double> w) {
    double first = w.getFirst();
    double second = w.size() > 1 ? w.getLast() : function.at(w).value();
    double across = 0.1 * (right - left);
    double up = 0.1 * (high - low);
    return new View(
        first < left ? first - across : left,
        first > right ? first + across : right,
        second < low ? second - up : low,
        second > high ? second + up : high);
  }
}
