package kierkegrad.nn.transformer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kierkegrad.nn.Layer;
import kierkegrad.random.Seed;
import kierkegrad.tensor.Tensor;

/// Layers of the same values, each with parameters of its own.
final class Duplicates {
  private Duplicates() {}

  /// The layer, and copies of it.
  ///
  /// @param fresh makes a layer of the same options
  static <L extends Layer> List<L> of(L layer, Supplier<L> fresh, int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "transformer: a stack of " + count + " layers; use at least 1");
    }
    return Stream.concat(
            Stream.of(layer), Stream.generate(() -> copy(layer, fresh)).limit(count - 1L))
        .toList();
  }

  /// What the copy draws at first is overwritten, so it must not use up random numbers.
  private static <L extends Layer> L copy(L layer, Supplier<L> fresh) {
    L copy = Seed.use(Seed.of(0), fresh);
    Map<String, Tensor> values = new LinkedHashMap<>();
    layer.state().forEach((name, box) -> values.put(name, box.value()));
    copy.to(layer.parameters().getFirst().value().dtype());
    copy.load(values);
    return copy;
  }
}
