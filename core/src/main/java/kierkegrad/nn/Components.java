package kierkegrad.nn;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import kierkegrad.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Reads the parts of a layer out of its record components.
final class Components {
  private Components() {}

  static SequencedMap<String, Object> of(Layer layer) {
    SequencedMap<String, Object> parts = new LinkedHashMap<>();
    RecordComponent[] components = layer.getClass().getRecordComponents();
    if (components == null) {
      return parts;
    }
    for (RecordComponent component : components) {
      unfold(component.getName(), read(layer, component), parts);
    }
    return parts;
  }

  private static void unfold(String name, @Nullable Object part, Map<String, Object> parts) {
    switch (part) {
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          unfold(name + "." + i, list.get(i), parts);
        }
      }
      case Map<?, ?> map -> map.forEach((key, value) -> unfold(name + "." + key, value, parts));
      case Optional<?> optional -> optional.ifPresent(value -> unfold(name, value, parts));
      case null -> {}
      default -> parts.put(name, part);
    }
  }

  private static @Nullable Object read(Layer layer, RecordComponent component) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(layer);
    } catch (IllegalAccessException | InvocationTargetException | RuntimeException e) {
      throw new IllegalStateException(
          "cannot read "
              + component.getName()
              + " of "
              + layer.getClass().getName()
              + "; make the record public in an exported package, or override children()",
          e);
    }
  }

  /// Everything of a type below a layer, under its full name.
  static <T> void collect(Layer layer, String prefix, Class<T> type, Map<String, T> found) {
    layer
        .children()
        .forEach((name, part) -> {
          if (type.isInstance(part)) {
            found.put(prefix + name, type.cast(part));
          } else if (part instanceof Layer child) {
            collect(child, prefix + name + ".", type, found);
          }
        });
  }

  static void mode(Layer layer, boolean training) {
    Map<String, Mode> modes = new LinkedHashMap<>();
    collect(layer, "", Mode.class, modes);
    modes.values().forEach(mode -> mode.set(training));
  }

  static void load(Map<String, Box> state, Map<String, Tensor> values) {
    List<String> problems = new ArrayList<>();
    TreeSet<String> missing = new TreeSet<>(state.keySet());
    missing.removeAll(values.keySet());
    TreeSet<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(state.keySet());
    if (!missing.isEmpty()) {
      problems.add("missing " + missing);
    }
    if (!unknown.isEmpty()) {
      problems.add("unknown " + unknown);
    }
    state.forEach((name, box) -> {
      Tensor value = values.get(name);
      if (value != null && !value.shape().equals(box.value().shape())) {
        problems.add(name + " is " + value.shape() + ", the model has " + box.value().shape());
      }
    });
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "the saved state does not fit the model: " + String.join("; ", problems));
    }
    values.forEach(
        (name, value) -> Optional.ofNullable(state.get(name)).ifPresent(box -> box.set(value)));
  }
}
