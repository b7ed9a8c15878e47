package kierkegrad.nn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import kierkegrad.tensor.Tensor;

/// Layers one after another. State names are numbered: `0.weight`. PyTorch `Sequential`.
public record Sequential(List<Layer> layers) implements Layer {
  /// Layers in their order.
  public Sequential(Layer... layers) {
    this(List.of(layers));
  }

  /// Layers in their order.
  public Sequential {
    layers = List.copyOf(layers);
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor y = x;
    for (Layer layer : layers) {
      y = layer.forward(y);
    }
    return y;
  }

  @Override
  public SequencedMap<String, Object> children() {
    SequencedMap<String, Object> children = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      children.put(Integer.toString(i), layers.get(i));
    }
    return children;
  }

  /// Such as `Sequential(Linear(4, 3), ReLU())`.
  @Override
  public String toString() {
    return layers.stream()
        .map(Layer::toString)
        .collect(Collectors.joining(", ", "Sequential(", ")"));
  }
}
