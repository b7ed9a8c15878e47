package kierkegrad.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Names callbacks, so that each finds its own state again.
final class Callbacks {
  private Callbacks() {}

  /// By their classes, several of a class with numbers: `Monitor`, `Monitor#2`.
  static SequencedMap<String, Callback> named(List<Callback> callbacks) {
    SequencedMap<String, Callback> named = new LinkedHashMap<>();
    for (Callback callback : callbacks) {
      String type = callback.getClass().getSimpleName();
      String name = type.isEmpty() ? "callback" : type;
      int number = 2;
      while (named.containsKey(name)) {
        name = (type.isEmpty() ? "callback" : type) + "#" + number++;
      }
      named.put(name, callback);
    }
    return named;
  }
}
