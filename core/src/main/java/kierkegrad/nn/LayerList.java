package kierkegrad.nn;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import kierkegrad.tensor.Tensor;

/// Layers in a list, which somebody else calls. State names are numbered: `0.weight`. PyTorch
/// `ModuleList`; a component `List<Layer>` of a record does the same.
public record LayerList(List<Layer> layers) implements Layer, Iterable<Layer> {
  /// These layers.
  public LayerList(Layer... layers) {
    this(List.of(layers));
  }

  /// These layers.
  public LayerList {
    layers = List.copyOf(layers);
  }

  /// The layer at this place.
  public Layer get(int index) {
    return layers.get(index);
  }

  /// The number of layers.
  public int size() {
    return layers.size();
  }

  @Override
  public Iterator<Layer> iterator() {
    return layers.iterator();
  }

  /// @throws UnsupportedOperationException always, as in PyTorch
  @Override
  public Tensor forward(Tensor x) {
    throw new UnsupportedOperationException(
        "layer list: it has no order of its own; call its layers, or use Sequential");
  }

  @Override
  public SequencedMap<String, Object> children() {
    SequencedMap<String, Object> children = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      children.put(Integer.toString(i), layers.get(i));
    }
    return children;
  }

  /// Such as `LayerList(Linear(4, 3), ReLU())`.
  @Override
  public String toString() {
    String text = layers.toString();
    return "LayerList(" + text.substring(1, text.length() - 1) + ")";
  }
}
