package kierkegrad.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import kierkegrad.grad.Gradients;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.optim.Optimizer;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.TrainingState.Accumulated;

/// Adds up the gradients of several batches for one update.
final class Accumulation {
  private final int batches;
  private final Clipping clipping;
  private final Optimizer optimizer;
  private Optional<Gradients> sum = Optional.empty();
  private int count;

  Accumulation(int batches, Clipping clipping, Optimizer optimizer) {
    this.batches = batches;
    this.clipping = clipping;
    this.optimizer = optimizer;
  }

  /// A pass that updates only if it is the last of its group, by the mean gradients of the group.
  Pass add(Pass pass) {
    if (batches == 1) {
      return pass;
    }
    // A compiled step writes over its gradients.
    Gradients fresh = pass.gradients().map(Tensor::copy);
    sum = Optional.of(sum.map(s -> s.plus(fresh)).orElse(fresh));
    count++;
    Gradients mean = mean();
    Runnable update = count < batches ? () -> {} : () -> update(mean);
    return new Pass(pass.prediction(), pass.loss(), pass.total(), mean, mean::norm, update);
  }

  /// Updates by what is left.
  void finish() {
    if (sum.isPresent()) {
      update(mean());
    }
  }

  private Gradients mean() {
    Gradients mean = sum.orElse(Gradients.none()).times(1.0 / count);
    return clipping.apply(mean);
  }

  private void update(Gradients mean) {
    optimizer.step(mean);
    sum = Optional.empty();
    count = 0;
  }

  /// What waits for its update.
  Optional<Accumulated> state() {
    return sum.map(gradients -> {
      SequencedMap<String, Tensor> byName = new LinkedHashMap<>();
      gradients.variables().forEach(v -> byName.put(v.name(), gradients.of(v)));
      return new Accumulated(count, byName);
    });
  }

  /// Goes on from there.
  ///
  /// @throws IllegalArgumentException if the state is not of this model
  void restore(Accumulated state, Layer model) {
    Map<String, Parameter> parameters =
        model.parameters().stream().collect(Collectors.toMap(Parameter::name, p -> p));
    Gradients gradients = Gradients.none();
    for (Map.Entry<String, Tensor> entry : state.gradients().entrySet()) {
      Parameter parameter = parameters.get(entry.getKey());
      if (parameter == null || state.batches() >= batches) {
        throw new IllegalArgumentException(
            "resume: %d gradients of %s wait for their update, which this training does not know; build model and trainer as they were"
                .formatted(state.batches(), entry.getKey()));
      }
      gradients = gradients.with(parameter, entry.getValue());
    }
    sum = Optional.of(gradients);
    count = state.batches();
  }
}
