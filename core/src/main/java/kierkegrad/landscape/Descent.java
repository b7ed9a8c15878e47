package kierkegrad.landscape;

import java.util.ArrayList;
import java.util.List;

/// Gradient descent on a toy function, point by point: `w ← w − η·∇E(w)`.
///
/// @param function the function E
/// @param lr the learning rate η
/// @param points the start and what every step led to
/// @param diverged whether it ended early, since it left everything behind
public record Descent(ToyFunction function, double lr, List<Point> points, boolean diverged) {
  private static final double AWAY = 1e6;

  /// A place of the descent.
  ///
  /// @param w the parameters
  /// @param value E(w)
  /// @param gradient ∇E(w)
  public record Point(List<Double> w, double value, List<Double> gradient) {
    /// Keeps immutable copies.
    public Point {
      w = List.copyOf(w);
      gradient = List.copyOf(gradient);
    }
  }

  /// Keeps an immutable copy.
  public Descent {
    points = List.copyOf(points);
  }

  /// Takes that many steps, or fewer if it diverges: a parameter passes a million.
  ///
  /// @throws IllegalArgumentException if the start has another number of parameters
  public static Descent of(ToyFunction function, List<Double> start, double lr, int steps) {
    if (start.size() != function.parameters()) {
      throw new IllegalArgumentException(
          "%s has %d parameter%s, and the start has %d"
              .formatted(
                  function,
                  function.parameters(),
                  function.parameters() == 1 ? "" : "s",
                  start.size()));
    }
    List<Point> points = new ArrayList<>(List.of(function.at(start)));
    for (int i = 0; i < steps; i++) {
      Point now = points.getLast();
      List<Double> next = new ArrayList<>();
      for (int j = 0; j < start.size(); j++) {
        next.add(now.w().get(j) - lr * now.gradient().get(j));
      }
      if (next.stream().anyMatch(w -> !(Math.abs(w) <= AWAY))) {
        return new Descent(function, lr, points, true);
      }
      points.add(function.at(next));
    }
    return new Descent(function, lr, points, false);
  }
}
