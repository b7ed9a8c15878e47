package kierkegrad.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import kierkegrad.nn.Layer;
import kierkegrad.random.Generator;
import kierkegrad.random.Seed;
import kierkegrad.tensor.Tensor;

/// The generators that a training draws from: the current one, and those that layers have of their
/// own.
final class Generators {
  private static final String CURRENT = "current";

  private final SequencedMap<String, Generator> generators = new LinkedHashMap<>();
  private final boolean known;

  Generators(Layer model) {
    generators.put(CURRENT, Seed.current());
    collect("", model);
    this.known = isKnown();
  }

  private boolean isKnown() {
    try {
      return !state().isEmpty();
    } catch (UnsupportedOperationException e) {
      return false;
    }
  }

  /// Whether all of them say where they stand.
  boolean areKnown() {
    return known;
  }

  private void collect(String prefix, Layer layer) {
    layer
        .children()
        .forEach((name, part) -> {
          switch (part) {
            case Generator generator -> generators.put(prefix + name, generator);
            case Layer child -> collect(prefix + name + ".", child);
            default -> {}
          }
        });
  }

  /// @throws UnsupportedOperationException if one of them does not say where it stands
  void requireKnown() {
    if (!known) {
      state();
    }
  }

  /// Where they stand.
  ///
  /// @throws UnsupportedOperationException if one of them does not say it
  SequencedMap<String, Tensor> state() {
    SequencedMap<String, Tensor> state = new LinkedHashMap<>();
    generators.forEach((name, generator) -> state.put(name, generator.state()));
    return state;
  }

  /// Lets them go on from there.
  ///
  /// @throws IllegalArgumentException if the state is not theirs
  void restore(Map<String, Tensor> state) {
    if (!generators.keySet().equals(state.keySet())) {
      throw new IllegalArgumentException(
          "resume: the saved training has the generators %s, and this one %s; build the model as it was"
              .formatted(state.keySet(), generators.keySet()));
    }
    generators.forEach((name, generator) -> {
      Tensor saved = state.get(name);
      if (saved != null) {
        generator.restore(saved);
      }
    });
  }
}
