package kierkegrad.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// A part of a model: a function of a tensor with parameters. The lectures call it a module,
/// PyTorch too.
///
/// A layer is a record. Its components are its parameters, buffers, mode and sub-layers, and their
/// names make the state names, such as `fc1.weight`, which are PyTorch's.
///
/// ```java
/// public record Mlp(Linear fc1, Linear fc2) implements Layer {
///   public Mlp(int in, int hidden, int out) { this(new Linear(in, hidden), new Linear(hidden, out)); }
///   public Tensor forward(Tensor x) { return fc2.forward(fc1.forward(x).relu()); }
/// }
/// ```
public interface Layer {
  /// The layer's output.
  Tensor forward(Tensor x);

  /// Parameters, buffers, modes and sub-layers under their names, in order: by default the record's
  /// components. A list is numbered: `blocks.0`, `blocks.1`; a map gives its keys; an empty
  /// optional counts for nothing. A layer that is no record has none, unless it overrides this.
  default SequencedMap<String, Object> children() {
    return Components.of(this);
  }

  /// Parameters and buffers under their full names, in order; each takes on its name, which errors
  /// then tell. One that is used twice stands under both names.
  default SequencedMap<String, Box> state() {
    SequencedMap<String, Box> state = new LinkedHashMap<>();
    Components.collect(this, "", Box.class, state);
    state.forEach((name, box) -> box.rename(name));
    return state;
  }

  /// The parameters, in order, each once.
  default List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    for (Box box : state().values()) {
      if (box instanceof Parameter parameter && !parameters.contains(parameter)) {
        parameters.add(parameter);
      }
    }
    return parameters;
  }

  /// The number of trained numbers.
  default long parameterCount() {
    return parameters().stream().mapToLong(p -> p.value().elements()).sum();
  }

  /// Switches to training: Dropout drops. PyTorch `train`.
  default void train() {
    Components.mode(this, true);
  }

  /// Switches to evaluation: Dropout does nothing. PyTorch `eval`.
  default void eval() {
    Components.mode(this, false);
  }

  /// Writes saved values into the parameters and buffers, by name.
  ///
  /// @throws IllegalArgumentException if names are missing or unknown, or shapes differ; nothing is
  ///   changed then
  default void load(Map<String, Tensor> values) {
    Components.load(state(), values);
  }

  /// Changes the type of all floating parameters and buffers.
  default void to(DType type) {
    state().values().forEach(box -> box.convert(type));
  }
}
