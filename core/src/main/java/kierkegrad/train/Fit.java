package kierkegrad.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kierkegrad.data.Batches;
import kierkegrad.nn.Box;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.schedule.ReduceLROnPlateau;
import kierkegrad.tensor.Tensor;

/// Checks that a saved state belongs to a training, and that a training can be saved.
final class Fit {
  private Fit() {}

  /// @throws IllegalArgumentException if the model has other tensors, or the schedule is another
  static void require(TrainingState state, Layer model, Optional<ReduceLROnPlateau> plateau) {
    requireSame("model", state.model(), model);
    state.best().ifPresent(best -> requireSame("best model", best.model(), model));
    if (state.plateau().isPresent() != plateau.isPresent()) {
      throw new IllegalArgumentException(
          "resume: the saved training has %s schedule on a plateau, and this one has %s; build the trainer as it was"
              .formatted(
                  state.plateau().isPresent() ? "a" : "no", plateau.isPresent() ? "a" : "none"));
    }
  }

  /// @throws IllegalArgumentException if the state is at a minibatch that is not there
  static void require(TrainingState state, Batches batches) {
    long done = state.progress().batches();
    if (done > batches.steps().orElse(Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "resume: the saved training has done %d minibatches of epoch %d, and these data have %d; give it the same data and batch size"
              .formatted(done, state.progress().epoch(), batches.steps().getAsInt()));
    }
  }

  private static void requireSame(String what, Map<String, Tensor> saved, Layer model) {
    Map<String, Box> boxes = model.state();
    List<String> problems = new ArrayList<>();
    saved.forEach((name, value) -> {
      Box box = boxes.get(name);
      if (box == null) {
        problems.add(name + " is not in this model");
      } else if (!text(value).equals(text(box.value()))) {
        problems.add(name + " is " + text(value) + ", this model has " + text(box.value()));
      }
    });
    boxes.keySet().stream()
        .filter(name -> !saved.containsKey(name))
        .forEach(name -> problems.add(name + " is not saved"));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "resume: the saved %s does not fit: %s; build the model as it was"
              .formatted(what, String.join("; ", problems)));
    }
  }

  private static String text(Tensor value) {
    return value.dtype() + " " + value.shape();
  }

  /// @throws IllegalStateException if the optimizer changes a parameter that is not the model's,
  ///   which no state would hold
  static void requireWhole(Layer model, Optimizer optimizer) {
    List<Parameter> known = model.parameters();
    String others =
        optimizer.groups().stream()
            .flatMap(group -> group.parameters().stream())
            .filter(parameter -> known.stream().noneMatch(k -> k == parameter))
            .map(Parameter::toString)
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      throw new IllegalStateException(
          "trainer: the optimizer trains %s, which the model does not have, so that no state could hold it; put it into a layer of the model"
              .formatted(others));
    }
  }
}
