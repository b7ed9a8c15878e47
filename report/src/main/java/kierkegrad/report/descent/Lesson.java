package kierkegrad.report.descent;

import java.util.List;
import kierkegrad.landscape.Descent;
import kierkegrad.landscape.ToyFunction;

/// A descent that shows something.
///
/// @param title in a word or three, such as `Too small a step`
/// @param lesson what it shows
/// @param start the first parameters
/// @param lr the learning rate
/// @param steps the number of steps
public record Lesson(String title, String lesson, List<Double> start, double lr, int steps) {
  /// Keeps an immutable copy.
  public Lesson {
    start = List.copyOf(start);
  }

  private static Lesson of(String title, String lesson, double lr, int steps, Double... start) {
    return new Lesson(title, lesson, List.of(start), lr, steps);
  }

  /// The lessons of a function; the first is the usual case.
  public static List<Lesson> of(ToyFunction function) {
    return switch (function) {
      case PARABOLA ->
          List.of(
              of("Converging", "Every step multiplies w by 1 − 2η = 0.8.", 0.1, 25, 2.0),
              of(
                  "Too small a step",
                  "w is multiplied by 0.99 only: after 40 steps two thirds of it are left.",
                  0.005,
                  40,
                  2.0),
              of(
                  "Oscillating",
                  "w is multiplied by −0.8: it jumps over the minimum each time, and still comes nearer.",
                  0.9,
                  25,
                  2.0),
              of("For ever", "w is multiplied by −1: from side to side, no nearer.", 1, 12, 2.0),
              of(
                  "Diverging",
                  "w is multiplied by −1.2: every step leads further away, and the next is longer.",
                  1.1,
                  15,
                  0.5));
      case TWO_MINIMA ->
          List.of(
              of(
                  "Local minimum",
                  "From the right it ends in the minimum at 0.96, the higher one: downhill is all it knows.",
                  0.03,
                  40,
                  1.6),
              of(
                  "Global minimum",
                  "From the left it finds the lower one, at −1.04. The start decides.",
                  0.03,
                  40,
                  -1.6),
              of(
                  "A longer step",
                  "The same start as in the first, with η = 0.2: the first step leaps over the hill. That is luck.",
                  0.2,
                  40,
                  1.6),
              of("Too small a step", "After 40 steps it is still on its way.", 0.0005, 40, 1.6),
              of("Diverging", "The slope grows with w³, and so does the step.", 0.5, 10, 1.6));
      case SADDLE ->
          List.of(
              of(
                  "Escaping",
                  "Beside the ridge: slow near the saddle, where the gradient is small, then down to (0, 1).",
                  0.2,
                  60,
                  1.5,
                  0.01),
              of(
                  "Stuck",
                  "On the ridge exactly, it ends in the saddle: the gradient is 0 there, and it is no minimum.",
                  0.2,
                  40,
                  1.5,
                  0.0),
              of(
                  "The other side",
                  "A hair to the other side, the other minimum.",
                  0.2,
                  60,
                  1.5,
                  -0.01),
              of("Diverging", "w₁ is multiplied by 1 − η = −1.1.", 2.1, 30, 0.5, 0.5));
      case ROSENBROCK ->
          List.of(
              of(
                  "Creeping",
                  "A few steps lead into the valley; along its bottom there is hardly a slope.",
                  0.001,
                  200,
                  -1.2,
                  1.0),
              of("Too small a step", "The same, with a fifth of η.", 0.0002, 200, -1.2, 1.0),
              of(
                  "Oscillating",
                  "From wall to wall: the steepest direction limits η, the flattest decides how long it takes.",
                  0.0017,
                  200,
                  -0.5,
                  1.5),
              of(
                  "Diverging",
                  "One step too long up the wall, and it is lost.",
                  0.005,
                  20,
                  -1.2,
                  1.0));
      case VALLEY ->
          List.of(
              of(
                  "Converging",
                  "Straight to the bottom, then slowly along it: w₂ loses 40 % per step, w₁ 2 %.",
                  0.02,
                  60,
                  -2.5,
                  1.0),
              of(
                  "Oscillating",
                  "w₂ is multiplied by 1 − 20η = −0.8: from wall to wall, while w₁ gets on well.",
                  0.09,
                  40,
                  -2.5,
                  1.0),
              of("For ever", "w₂ is multiplied by −1.", 0.1, 40, -2.5, 1.0),
              of(
                  "Diverging",
                  "w₂ is multiplied by −1.1: the steep direction limits η for both.",
                  0.105,
                  30,
                  -2.5,
                  0.5),
              of(
                  "Too small a step",
                  "η = 0.002: hardly anything along the valley.",
                  0.002,
                  60,
                  -2.5,
                  1.0));
    };
  }

  Descent descent(ToyFunction function) {
    return Descent.of(function, start, lr, steps);
  }
}
