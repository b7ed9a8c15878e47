package kierkegrad.train;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// A copy of a model's parameters and buffers at some moment.
///
/// @param values by state name
record Checkpoint(SequencedMap<String, Tensor> values) {
  static Checkpoint of(Layer model) {
    SequencedMap<String, Tensor> values = new LinkedHashMap<>();
    model.state().forEach((name, box) -> values.put(name, box.value().detach().copy()));
    return new Checkpoint(values);
  }
}
