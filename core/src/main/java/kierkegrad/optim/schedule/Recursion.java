package kierkegrad.optim.schedule;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The values of a recursion in time. The last one is remembered, so that going through all times
/// costs one step each.
final class Recursion {
  private final Rule rule;
  private final Map<Double, Known> last = new ConcurrentHashMap<>();

  /// The value at a time from the one before.
  @FunctionalInterface
  interface Rule {
    double next(double now, double base, long time);
  }

  private record Known(long time, double value) {}

  Recursion(Rule rule) {
    this.rule = rule;
  }

  double at(double base, long time) {
    Known known = last.get(base);
    if (known == null || known.time() > time) {
      known = new Known(0, rule.next(base, base, 0));
    }
    double value = known.value();
    for (long t = known.time() + 1; t <= time; t++) {
      value = rule.next(value, base, t);
    }
    last.put(base, new Known(time, value));
    return value;
  }
}
