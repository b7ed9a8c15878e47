package kierkegrad.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.optim.schedule.ReduceLROnPlateau;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.TrainingState.Progress;

/// One training under way: everything that changes from step to step, to be saved and taken up.
final class Course {
  private final Setup setup;
  private final Layer model;

  final Accumulation accumulation;
  final Generators generators;
  final List<EpochReport> reports;
  final Best best;
  Meter meter;

  private Course(Setup setup, Optional<TrainingState> from) {
    this.setup = setup;
    this.model = setup.model();
    this.accumulation = new Accumulation(setup.accumulate(), setup.clipping(), setup.optimizer());
    this.generators = new Generators(model);
    this.reports = new ArrayList<>(from.map(TrainingState::reports).orElse(List.of()));
    this.best = new Best(model, from.flatMap(TrainingState::best));
    this.meter = new Meter(from.map(TrainingState::progress).orElse(Progress.start(1)), before());
  }

  /// The first step is still to be done.
  static Course start(Setup setup) {
    return new Course(setup, Optional.empty());
  }

  /// Goes on from a state.
  ///
  /// @throws IllegalArgumentException if it does not fit; model and optimizer are unchanged then
  static Course resume(Setup setup, TrainingState state) {
    Course course = new Course(setup, Optional.of(state));
    course.restore(state);
    return course;
  }

  /// Begins the epoch after the last one that is over.
  void next() {
    meter = new Meter(Progress.start(reports.size() + 1), before());
  }

  private long before() {
    return reports.isEmpty() ? 0 : reports.getLast().steps();
  }

  /// As it is now.
  TrainingState state() {
    Set<String> frozen =
        model.parameters().stream()
            .filter(Parameter::isFrozen)
            .map(Parameter::name)
            .collect(Collectors.toSet());
    SequencedMap<String, SequencedMap<String, Tensor>> remembered = new LinkedHashMap<>();
    Callbacks.named(setup.callbacks())
        .forEach((name, callback) -> {
          SequencedMap<String, Tensor> state = callback.state();
          if (!state.isEmpty()) {
            remembered.put(name, state);
          }
        });
    return new TrainingState(
        reports,
        meter.progress(),
        TrainingState.values(model),
        frozen,
        setup.optimizer().state(),
        generators.state(),
        setup.plateau().map(ReduceLROnPlateau::progress),
        accumulation.state(),
        best.now(),
        remembered);
  }

  private void restore(TrainingState state) {
    Fit.require(state, model, setup.plateau());
    state.accumulated().ifPresent(a -> accumulation.restore(a, model));
    generators.restore(state.generators());
    setup.optimizer().restore(state.optimizer());
    model.load(state.model());
    for (Parameter parameter : model.parameters()) {
      if (state.frozen().contains(parameter.name())) {
        parameter.freeze();
      } else {
        parameter.unfreeze();
      }
    }
    setup.plateau().ifPresent(p -> state.plateau().ifPresent(p::restore));
  }

  /// Where the generators stand, for a callback that may want to repeat a step; empty if nobody
  /// does, or they do not say it.
  SequencedMap<String, Tensor> drawn() {
    return setup.callbacks().isEmpty() || !generators.areKnown()
        ? new LinkedHashMap<>()
        : generators.state();
  }

  /// Gives the callbacks back what they remember.
  void restoreCallbacks(TrainingState state) {
    Callbacks.named(setup.callbacks())
        .forEach((name, callback) ->
            Optional.ofNullable(state.callbacks().get(name)).ifPresent(callback::restore));
  }
}
