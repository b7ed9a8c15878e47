package kierkegrad.monitor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.TreeSet;
import kierkegrad.explain.Activation;
import kierkegrad.grad.Gradients;
import kierkegrad.monitor.Measurements.Function;
import kierkegrad.monitor.Measurements.Probe;
import kierkegrad.monitor.Measurements.Snapshot;
import kierkegrad.monitor.Measurements.StepPoint;
import kierkegrad.monitor.Measurements.Weights;
import kierkegrad.monitor.Measurements.WeightsPoint;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.Callback;
import kierkegrad.train.EpochReport;
import kierkegrad.train.Step;

/// Measures a training from within: norms of gradients and weights, how far updates move them, and
/// what activations do with rows that are always the same.
///
/// ```java
/// Monitor monitor = new Monitor(model, train.rows(0, 1, 2, 3).x());
/// Trainer.of(model, loss, optimizer).callback(monitor).build().fit(batches);
/// Measurements measured = monitor.measurements();
/// ```
///
/// It works for any layer, eager and compiled. What is trained, and to which bits, is the same
/// without it. It looks at up to 100 steps, 10 times at the activations, and at the distributions
/// at the start and after four epochs, all at even distances.
public final class Monitor implements Callback {
  private static final int STEPS = 100;
  private static final int PROBES = 10;
  private static final int EPOCHS = 4;

  private static final String STRIDES = "strides";
  private static final String POINTS = "points";
  private static final String LOOKS = "probes";
  private static final String LAST = "last";
  private static final String SNAPSHOT = "snapshot.";
  private static final String GRADIENTS = "gradients.";

  /// Is told of every measurement when it is made.
  public interface Listener {
    /// One step was measured.
    ///
    /// @param parameters what the point lists, in the same order
    default void onStepPoint(StepPoint point, List<Weights> parameters) {}

    /// The activations were looked at.
    ///
    /// @param functions what they are, by the same names
    /// @param rows for how many rows
    default void onProbe(Probe probe, SequencedMap<String, Function> functions, int rows) {}

    /// Distributions were taken.
    default void onSnapshot(Snapshot snapshot) {}
  }

  private final Layer model;
  private final Listener listener;
  private final Activations activations;
  private final Sampling<StepPoint> steps = new Sampling<>(STEPS, StepPoint::update);
  private final Sampling<Probe> probes = new Sampling<>(PROBES, Probe::update);
  private final List<Snapshot> snapshots = new ArrayList<>();
  private final SequencedMap<String, Function> functions = new LinkedHashMap<>();
  private final TreeSet<Integer> epochs = new TreeSet<>();
  private List<Watched> watched = List.of();
  private Gradients gradients = Gradients.none();

  /// Those of the last step before a resume, as long as there is no newer one.
  private SequencedMap<String, Histogram> earlierGradients = new LinkedHashMap<>();

  private Optional<Probe> last = Optional.empty();

  /// A monitor of one training.
  ///
  /// @param model what is trained
  /// @param rows some rows as the model takes them, such as a hundred training rows, whose
  ///   activations it looks at
  public Monitor(Layer model, Tensor rows) {
    this(model, rows, new Listener() {});
  }

  /// A monitor of one training that passes on what it measures.
  public Monitor(Layer model, Tensor rows, Listener listener) {
    this.model = model;
    this.listener = listener;
    this.activations = new Activations(model, rows);
  }

  @Override
  public void onStart(int epochs, OptionalInt stepsPerEpoch) {
    watched = model.parameters().stream().map(Watched::new).toList();
    for (int i = 1; i <= EPOCHS; i++) {
      this.epochs.add(Math.ceilDiv(epochs * i, EPOCHS));
    }
    stepsPerEpoch.ifPresent(n -> {
      steps.expect((long) epochs * n);
      probes.expect((long) epochs * n);
    });
  }

  @Override
  public void beforeUpdate(Step step) {
    gradients = step.gradients();
    long update = step.number() - 1;
    if (update == 0) {
      snapshot(0, 0);
    } else if (probes.isDue(update) && last.filter(p -> p.update() == update).isEmpty()) {
      probe(update);
    }
    if (steps.isDue(update)) {
      watched.forEach(w -> w.before(gradients.find(w.parameter())));
    }
  }

  @Override
  public void onStep(Step step) {
    long update = step.number() - 1;
    if (steps.isDue(update)) {
      List<WeightsPoint> points = watched.stream().map(Watched::after).toList();
      double norm = Math.sqrt(watched.stream().mapToDouble(Watched::gradientSquares).sum());
      StepPoint point = new StepPoint(update, step.loss(), step.lr(), norm, points);
      steps.add(point);
      listener.onStepPoint(point, parameters());
    }
  }

  @Override
  public void onEpoch(EpochReport report) {
    if (epochs.contains(report.epoch())) {
      snapshot(report.steps(), report.epoch());
    }
  }

  /// What was measured so far.
  public Measurements measurements() {
    List<Probe> looks = new ArrayList<>(probes.points());
    last.filter(probe -> !looks.contains(probe)).ifPresent(looks::add);
    return new Measurements(
        parameters(), steps.points(), functions, activations.rows(), looks, snapshots);
  }

  private List<Weights> parameters() {
    return watched.stream().map(Watched::parameter).map(Monitor::weights).toList();
  }

  private static Weights weights(Parameter parameter) {
    return new Weights(parameter.name(), parameter.value().shape());
  }

  private List<Activation> probe(long update) {
    List<Activation> now = activations.now();
    for (Activation activation : now) {
      functions.putIfAbsent(
          activation.name(),
          new Function(activation.function(), Activations.units(activation.value().shape())));
    }
    Probe probe = new Probe(update, Activations.points(now));
    last = Optional.of(probe);
    if (probes.isDue(update)) {
      probes.add(probe);
    }
    listener.onProbe(probe, functions, activations.rows());
    return now;
  }

  private void snapshot(long update, int epoch) {
    SequencedMap<String, Histogram> weights = new LinkedHashMap<>();
    SequencedMap<String, Histogram> values = new LinkedHashMap<>();
    for (Watched each : watched) {
      Parameter parameter = each.parameter();
      weights.put(parameter.name(), Histogram.of(parameter.value()));
    }
    probe(update).forEach(a -> values.put(a.name(), Histogram.of(a.value())));
    Snapshot snapshot = new Snapshot(update, epoch, weights, slopes(), values);
    snapshots.add(snapshot);
    listener.onSnapshot(snapshot);
  }

  private SequencedMap<String, Histogram> slopes() {
    if (gradients.size() == 0) {
      return earlierGradients;
    }
    SequencedMap<String, Histogram> slopes = new LinkedHashMap<>();
    for (Watched each : watched) {
      Parameter parameter = each.parameter();
      gradients.find(parameter).ifPresent(g -> slopes.put(parameter.name(), Histogram.of(g)));
    }
    return slopes;
  }

  /// What was measured so far, so that a resumed training has one report, with points at the same
  /// places.
  @Override
  public SequencedMap<String, Tensor> state() {
    SequencedMap<String, Tensor> state = new LinkedHashMap<>();
    state.put(STRIDES, Tensor.of(new long[] {steps.stride(), probes.stride()}));
    Memory.functions(functions, state);
    Memory.put(state, POINTS, steps.points(), Memory::steps);
    Memory.put(state, LOOKS, probes.points(), this::saved);
    Memory.put(state, LAST, last.stream().toList(), this::saved);
    for (int i = 0; i < snapshots.size(); i++) {
      Memory.snapshot(SNAPSHOT + i + ".", snapshots.get(i), state);
    }
    Memory.histograms(GRADIENTS, slopes(), state);
    return state;
  }

  private Tensor saved(List<Probe> looks) {
    return Memory.probes(looks, functions.keySet(), functions.size());
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    functions.clear();
    functions.putAll(Memory.functions(state));
    long[] strides = state.getOrDefault(STRIDES, Tensor.ones(2)).toLongArray();
    steps.restore(
        Optional.ofNullable(state.get(POINTS)).map(Memory::steps).orElse(List.of()), strides[0]);
    probes.restore(looks(state, LOOKS), strides[1]);
    last = looks(state, LAST).stream().findFirst();
    snapshots.clear();
    snapshots.addAll(Memory.snapshots(SNAPSHOT, state));
    gradients = Gradients.none();
    earlierGradients = Memory.histograms(GRADIENTS, state);
  }

  private List<Probe> looks(Map<String, Tensor> state, String name) {
    return Optional.ofNullable(state.get(name))
        .map(saved -> Memory.probes(saved, functions.keySet()))
        .orElse(List.of());
  }
}
