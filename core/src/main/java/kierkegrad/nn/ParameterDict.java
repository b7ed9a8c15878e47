package kierkegrad.nn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.tensor.Tensor;

/// Parameters under names, which are state names. PyTorch `ParameterDict`.
///
/// @param all in their order
public record ParameterDict(Map<String, Parameter> all) implements Layer {
  /// These parameters, in their order.
  public ParameterDict {
    all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
  }

  /// The parameter of this name.
  ///
  /// @throws IllegalArgumentException if there is none
  public Parameter get(String name) {
    return Optional.ofNullable(all.get(name))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "parameter dict: has no " + name + ", only " + all.keySet()));
  }

  /// The number of parameters.
  public int size() {
    return all.size();
  }

  /// @throws UnsupportedOperationException always, as in PyTorch
  @Override
  public Tensor forward(Tensor x) {
    throw new UnsupportedOperationException(
        "parameter dict: it is no function; use its parameters in a layer's forward");
  }

  @Override
  public SequencedMap<String, Object> children() {
    return new LinkedHashMap<>(all);
  }
}
