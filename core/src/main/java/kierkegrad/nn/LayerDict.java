package kierkegrad.nn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import kierkegrad.tensor.Tensor;

/// Layers under names, which somebody else calls. The names are state names: `left.weight`. PyTorch
/// `ModuleDict`; a component `Map<String, Layer>` of a record stands under its own name besides.
///
/// @param layers in their order
public record LayerDict(Map<String, Layer> layers) implements Layer {
  /// These layers, in their order.
  public LayerDict {
    layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
  }

  /// The layer of this name.
  ///
  /// @throws IllegalArgumentException if there is none
  public Layer get(String name) {
    return Optional.ofNullable(layers.get(name))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "layer dict: has no " + name + ", only " + layers.keySet()));
  }

  /// The number of layers.
  public int size() {
    return layers.size();
  }

  /// @throws UnsupportedOperationException always, as in PyTorch
  @Override
  public Tensor forward(Tensor x) {
    throw new UnsupportedOperationException(
        "layer dict: it has no order of its own; call its layers, or use Sequential");
  }

  @Override
  public SequencedMap<String, Object> children() {
    return new LinkedHashMap<>(layers);
  }

  /// Such as `LayerDict(left=Linear(4, 3), right=ReLU())`.
  @Override
  public String toString() {
    return layers.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(", ", "LayerDict(", ")"));
  }
}
