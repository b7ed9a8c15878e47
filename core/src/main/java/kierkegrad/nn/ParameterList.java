package kierkegrad.nn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import kierkegrad.tensor.Tensor;

/// Parameters in a list. State names are numbers: `0`. PyTorch `ParameterList`; a component
/// `List<Parameter>` of a record does the same.
public record ParameterList(List<Parameter> all) implements Layer {
  /// These parameters.
  public ParameterList(Parameter... parameters) {
    this(List.of(parameters));
  }

  /// These parameters.
  public ParameterList {
    all = List.copyOf(all);
  }

  /// The parameter at this place.
  public Parameter get(int index) {
    return all.get(index);
  }

  /// The number of parameters.
  public int size() {
    return all.size();
  }

  /// @throws UnsupportedOperationException always, as in PyTorch
  @Override
  public Tensor forward(Tensor x) {
    throw new UnsupportedOperationException(
        "parameter list: it is no function; use its parameters in a layer's forward");
  }

  @Override
  public SequencedMap<String, Object> children() {
    SequencedMap<String, Object> children = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      children.put(Integer.toString(i), all.get(i));
    }
    return children;
  }
}
