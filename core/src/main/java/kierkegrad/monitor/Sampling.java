package kierkegrad.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/// Points at even distances in time, never more than a limit: where they become too many, every
/// other one is dropped, and from then on only every other one is taken.
final class Sampling<T> {
  private final int limit;
  private final ToLongFunction<T> time;
  private final List<T> points = new ArrayList<>();
  private long stride = 1;

  /// @param time when a point was taken, in updates
  Sampling(int limit, ToLongFunction<T> time) {
    this.limit = limit;
    this.time = time;
  }

  /// Says how long it will take at most, so that nothing needs to be dropped later.
  void expect(long updates) {
    stride = Math.max(stride, Math.ceilDiv(updates, limit));
  }

  boolean isDue(long update) {
    return update % stride == 0;
  }

  void add(T point) {
    points.add(point);
    if (points.size() > limit) {
      stride *= 2;
      points.removeIf(p -> time.applyAsLong(p) % stride != 0);
    }
  }

  long stride() {
    return stride;
  }

  /// Goes on from earlier points.
  void restore(List<T> earlier, long stride) {
    this.stride = stride;
    points.clear();
    points.addAll(earlier);
  }

  List<T> points() {
    return List.copyOf(points);
  }
}
