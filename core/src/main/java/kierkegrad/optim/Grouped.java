package kierkegrad.optim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.Set;
import kierkegrad.check.Require;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// What the optimizers share: groups, learning rates, and a memory of named tensors per parameter.
abstract class Grouped<O extends Options> implements Optimizer {
  /// The name under which the number of updates is saved.
  static final String STEP = "step";

  private final String name;
  private final List<ParameterGroup<O>> groups;
  private final double[] rates;
  private final double[] momenta;
  private final List<Slot<O>> slots = new ArrayList<>();
  private int restores;

  /// One parameter, and what is remembered about it between steps.
  static final class Slot<O extends Options> {
    final int group;
    final O options;
    final Parameter parameter;
    final SequencedMap<String, Tensor> memory = new LinkedHashMap<>();

    /// How many updates it has had; after [#restore] of a state without `step`, whether any.
    double steps;

    Slot(int group, O options, Parameter parameter) {
      this.group = group;
      this.options = options;
      this.parameter = parameter;
    }
  }

  Grouped(String name, List<ParameterGroup<O>> groups) {
    this.name = name;
    this.groups = List.copyOf(groups);
    this.rates = groups.stream().mapToDouble(group -> group.options().lr()).toArray();
    this.momenta = groups.stream().mapToDouble(group -> first(group.options())).toArray();
    Set<Parameter> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < groups.size(); i++) {
      for (Parameter parameter : groups.get(i).parameters()) {
        if (!seen.add(parameter)) {
          throw new IllegalArgumentException(
              name
                  + ": "
                  + parameter.name()
                  + " is given twice; each parameter belongs to one group");
        }
        slots.add(new Slot<>(i, groups.get(i).options(), parameter));
      }
    }
    if (slots.isEmpty()) {
      throw new IllegalArgumentException(
          name + ": there is no parameter to train; is the list model.parameters()?");
    }
  }

  /// The names of what is remembered about a parameter: `step`, the number of updates, or a tensor.
  abstract List<String> memories();

  /// The shape of what is remembered under this name: by default the parameter's.
  Shape shape(String memory, Shape parameter) {
    return parameter;
  }

  /// The momentum that a group starts from; empty if there is no such thing.
  OptionalDouble momentum(O options) {
    return OptionalDouble.empty();
  }

  /// NaN if there is none.
  private double first(O options) {
    return momentum(options).orElse(Double.NaN);
  }

  /// How often the memories were replaced.
  final int restores() {
    return restores;
  }

  /// Told before the memories are read.
  void settle() {}

  final List<Slot<O>> slots() {
    return slots;
  }

  /// A gradient, which must have its parameter's shape.
  static Tensor fitting(Slot<?> slot, Tensor gradient) {
    Shape shape = slot.parameter.value().shape();
    if (!gradient.shape().equals(shape)) {
      throw new ShapeException(
          slot.parameter.name()
              + ": is "
              + shape
              + ", but its gradient "
              + gradient.shape()
              + "; expand or sum it");
    }
    return gradient;
  }

  @Override
  public List<ParameterGroup<O>> groups() {
    return groups;
  }

  @Override
  public double lr(int group) {
    return rates[group];
  }

  @Override
  public void lr(int group, double lr) {
    rates[group] = Require.notNegative(name, "learning rate", lr);
  }

  @Override
  public OptionalDouble momentum(int group) {
    return Double.isNaN(momenta[group])
        ? OptionalDouble.empty()
        : OptionalDouble.of(momenta[group]);
  }

  @Override
  public void momentum(int group, double momentum) {
    if (Double.isNaN(momenta[group])) {
      Optimizer.super.momentum(group, momentum);
    }
    Require.notNegative(name, "momentum", momentum);
    momenta[group] = momentum;
  }

  /// A momentum is saved where it is not the one that the options say.
  @Override
  public SequencedMap<String, Tensor> state() {
    settle();
    SequencedMap<String, Tensor> state = new LinkedHashMap<>();
    for (int i = 0; i < rates.length; i++) {
      state.put(rateName(i), Tensor.full(DType.F64, Shape.SCALAR, rates[i]));
      if (Double.compare(momenta[i], first(groups.get(i).options())) != 0) {
        state.put(momentumName(i), Tensor.full(DType.F64, Shape.SCALAR, momenta[i]));
      }
    }
    for (int i = 0; i < slots.size(); i++) {
      int number = i;
      for (String kind : memories()) {
        remembered(slots.get(i), kind).ifPresent(value -> state.put(number + "." + kind, value));
      }
    }
    return state;
  }

  /// A copy, because the next step may write over the original.
  private static Optional<Tensor> remembered(Slot<?> slot, String kind) {
    if (slot.steps == 0) {
      return Optional.empty();
    }
    return kind.equals(STEP)
        ? Optional.of(Tensor.full(DType.F64, Shape.SCALAR, slot.steps))
        : Optional.ofNullable(slot.memory.get(kind)).map(Tensor::copy);
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    requireFit(state);
    for (int i = 0; i < rates.length; i++) {
      rates[i] = found(state, rateName(i)).item();
      momenta[i] =
          state.containsKey(momentumName(i))
              ? found(state, momentumName(i)).item()
              : first(groups.get(i).options());
    }
    for (int i = 0; i < slots.size(); i++) {
      restore(slots.get(i), i + ".", state);
    }
    restores++;
  }

  private void restore(Slot<O> slot, String prefix, Map<String, Tensor> state) {
    slot.memory.clear();
    slot.steps = 0;
    for (String kind : memories()) {
      if (state.containsKey(prefix + kind)) {
        Tensor value = found(state, prefix + kind);
        if (kind.equals(STEP)) {
          slot.steps = value.item();
        } else {
          slot.memory.put(kind, value.detach().copy());
          slot.steps = memories().contains(STEP) ? slot.steps : 1;
        }
      }
    }
  }

  private void requireFit(Map<String, Tensor> state) {
    Map<String, Shape> expected = new LinkedHashMap<>();
    for (int i = 0; i < rates.length; i++) {
      expected.put(rateName(i), Shape.SCALAR);
      found(state, rateName(i));
      if (!Double.isNaN(momenta[i])) {
        expected.put(momentumName(i), Shape.SCALAR);
      }
    }
    for (int i = 0; i < slots.size(); i++) {
      for (String kind : memories()) {
        Shape shape = slots.get(i).parameter.value().shape();
        expected.put(i + "." + kind, kind.equals(STEP) ? Shape.SCALAR : shape(kind, shape));
      }
    }
    state.forEach((key, value) -> {
      Shape shape = expected.get(key);
      if (shape == null) {
        throw new IllegalArgumentException(
            name
                + ": the saved state has "
                + key
                + ", which this optimizer does not; is it another's?");
      }
      if (!shape.equals(value.shape())) {
        throw new IllegalArgumentException(
            name
                + ": the saved "
                + key
                + " is "
                + value.shape()
                + ", expected "
                + shape
                + "; are these the parameters it was saved for?");
      }
    });
  }

  private Tensor found(Map<String, Tensor> state, String key) {
    Tensor value = state.get(key);
    if (value == null) {
      throw new IllegalArgumentException(
          name + ": the saved state lacks " + key + "; was it saved with other groups?");
    }
    return value;
  }

  private static String rateName(int group) {
    return "group." + group + ".lr";
  }

  private static String momentumName(int group) {
    return "group." + group + ".momentum";
  }
}
