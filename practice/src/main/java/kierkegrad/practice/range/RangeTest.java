package kierkegrad.practice.range;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What a range test showed.
///
/// The suggested rate is a tenth of that at which the smoothed loss is lowest: there, divergence is
/// near and learning is already slower than before. The rate at which the loss falls most steeply,
/// which Smith (2017) reads off the plot, is told as well; it is mostly of the same size, but on
/// small and noisy data it jumps about too much to be relied upon.
///
/// @param points one per step
/// @param ending why it ended
public record RangeTest(List<Point> points, Ending ending) {
  /// A tenth of the rate with the lowest loss.
  private static final double DISTANCE = 10;

  /// Before this step the average is of too few losses to tell a slope.
  private static final int FIRST = 10;

  /// Slopes are taken over so many steps to either side.
  private static final int REACH = 3;

  /// One step.
  ///
  /// @param lr the learning rate of its update
  /// @param loss before the update
  /// @param smoothed the losses so far, averaged
  public record Point(double lr, double loss, double smoothed) {}

  /// Why a range test ended.
  public enum Ending {
    /// The last rate was tried.
    END("the last rate was tried"),
    /// The smoothed loss was four times its lowest.
    DIVERGED("the loss rose to four times its lowest"),
    /// The loss or a gradient was no finite number.
    NOT_FINITE("the loss was no finite number any more"),
    /// Somebody asked for it.
    STOPPED("it was stopped");

    private final String text;

    Ending(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /// Keeps an immutable copy.
  public RangeTest {
    points = List.copyOf(points);
  }

  /// The step with the lowest smoothed loss.
  public Point lowest() {
    Point best = points.getFirst();
    for (Point point : points) {
      best = point.smoothed() < best.smoothed() ? point : best;
    }
    return best;
  }

  /// The step at which the smoothed loss falls most steeply over the logarithm of the rate, not
  /// after the lowest.
  public Point steepest() {
    int last = points.indexOf(lowest());
    int best = last;
    double most = 0;
    for (int i = FIRST; i <= last; i++) {
      double slope = slope(i);
      if (slope < most) {
        most = slope;
        best = i;
      }
    }
    return points.get(best);
  }

  private double slope(int i) {
    Point before = points.get(Math.max(0, i - REACH));
    Point after = points.get(Math.min(points.size() - 1, i + REACH));
    return (after.smoothed() - before.smoothed()) / Math.log(after.lr() / before.lr());
  }

  /// Whether there is anything to suggest: the loss fell by at least a twentieth.
  public boolean isTelling() {
    return points.size() > 2 * REACH && lowest().smoothed() < 0.95 * points.getFirst().smoothed();
  }

  /// The suggested rate, with two digits.
  public double suggestion() {
    return new BigDecimal(lowest().lr() / DISTANCE).round(new MathContext(2)).doubleValue();
  }

  /// For other programs.
  public SequencedMap<String, Object> toMap() {
    SequencedMap<String, Object> map = new LinkedHashMap<>();
    map.put("suggestion", suggestion());
    map.put("telling", isTelling());
    map.put("steepest", steepest().lr());
    map.put("lowest", lowest().lr());
    map.put("ending", ending.name().toLowerCase(java.util.Locale.ROOT));
    List<Object> rows = new ArrayList<>();
    points.forEach(p -> rows.add(List.of(p.lr(), p.loss(), p.smoothed())));
    map.put("lr_loss_smoothed", rows);
    return map;
  }
}
