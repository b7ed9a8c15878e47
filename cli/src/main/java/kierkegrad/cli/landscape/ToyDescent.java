package kierkegrad.cli.landscape;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kierkegrad.cli.CommandException;
import kierkegrad.landscape.Descent;
import kierkegrad.landscape.ToyFunction;
import kierkegrad.report.descent.DescentPage;
import kierkegrad.report.descent.Lesson;

/// A descent on a toy function, beside those that teach something.
///
/// @param function its name
/// @param start the first parameters; none for the usual ones
/// @param lr the learning rate, unless the usual one
/// @param steps the number of steps, unless the usual one
public record ToyDescent(
    String function, List<Double> start, Optional<Double> lr, Optional<Integer> steps) {
  private static final int MOST = 1000;

  /// Keeps an immutable copy.
  public ToyDescent {
    start = List.copyOf(start);
  }

  /// Draws it, and says how it ends.
  ///
  /// @throws CommandException if the function is unknown, or a number out of range
  public void draw(Path out, PrintWriter console) throws IOException {
    ToyFunction toy = toy();
    lr.ifPresent(x -> require(x > 0 && Double.isFinite(x), "--lr " + x, "more than 0"));
    steps.ifPresent(n -> require(n >= 1 && n <= MOST, "--steps " + n, "from 1 to " + MOST));
    require(start.stream().allMatch(Double::isFinite), "--start " + start, "finite");
    List<Lesson> lessons = new ArrayList<>(Lesson.of(toy));
    if (!start.isEmpty() || lr.isPresent() || steps.isPresent()) {
      Lesson usual = lessons.getFirst();
      lessons.addFirst(
          new Lesson(
              "Yours",
              "The descent that you asked for.",
              start.isEmpty() ? usual.start() : start,
              lr.orElse(usual.lr()),
              steps.orElse(usual.steps())));
    }
    Lesson first = lessons.getFirst();
    Descent descent = descent(toy, first);
    new DescentPage(toy, lessons).write(out);
    Descent.Point last = descent.points().getLast();
    console.printf(
        "descent   on %s from %s with η = %s: %s%n",
        toy,
        first.start(),
        first.lr(),
        descent.diverged()
            ? "diverges after " + descent.points().size() + " steps"
            : "E = %.6g at %s after %d steps"
                .formatted(
                    last.value(),
                    last.w().stream().map("%.4g"::formatted).toList(),
                    descent.points().size() - 1));
  }

  private ToyFunction toy() {
    try {
      return ToyFunction.named(function);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage("--animate " + e.getMessage());
    }
  }

  private static Descent descent(ToyFunction toy, Lesson lesson) {
    try {
      return Descent.of(toy, lesson.start(), lesson.lr(), lesson.steps());
    } catch (IllegalArgumentException e) {
      throw CommandException.usage("--start: " + e.getMessage());
    }
  }

  private static void require(boolean holds, String option, String wanted) {
    if (!holds) {
      throw CommandException.usage(option + ": must be " + wanted);
    }
  }
}
