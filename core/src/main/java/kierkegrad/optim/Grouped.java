package kierkegrad.optim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import kierkegrad.grad.Grad;
import kierkegrad.grad.Gradients;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// What the optimizers share: groups, learning rates, and a memory of named tensors per parameter.
/// An optimizer only adds its formula.
abstract class Grouped<O extends Options> implements Optimizer {
  private final String name;
  private final List<ParameterGroup<O>> groups;
  private final double[] rates;
  private final List<Slot<O>> slots = new ArrayList<>();

  /// One parameter, and what is remembered about it between steps.
  private record Slot<O>(int group, O options, Parameter parameter, Map<String, Tensor> memory) {}

  /// A new value that is computed but not yet written.
  private record Update(Parameter parameter, Tensor value) {}

  Grouped(String name, List<ParameterGroup<O>> groups) {
    this.name = name;
    this.groups = List.copyOf(groups);
    this.rates = groups.stream().mapToDouble(group -> group.options().lr()).toArray();
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
        slots.add(new Slot<>(i, groups.get(i).options(), parameter, new LinkedHashMap<>()));
      }
    }
    if (slots.isEmpty()) {
      throw new IllegalArgumentException(
          name + ": there is no parameter to train; is the list model.parameters()?");
    }
  }

  /// The new value of a parameter.
  ///
  /// @param p its value
  /// @param g its gradient
  /// @param lr the learning rate now
  /// @param memory what was remembered about it, to read and to change
  abstract Tensor update(Tensor p, Tensor g, double lr, O options, Map<String, Tensor> memory);

  /// The names of what [#update] may remember.
  abstract List<String> memories();

  /// Computes everything before it writes anything, because a gradient may be a view of another
  /// parameter's value.
  @Override
  public void step(Gradients gradients) {
    List<Update> updates = new ArrayList<>();
    Grad.noGrad(() -> updates.addAll(updates(gradients)));
    updates.forEach(update -> update.parameter().set(update.value()));
  }

  private List<Update> updates(Gradients gradients) {
    List<Update> updates = new ArrayList<>();
    for (Slot<O> slot : slots) {
      Parameter parameter = slot.parameter();
      if (!parameter.isFrozen()) {
        gradients
            .find(parameter)
            .map(g ->
                update(parameter.value(), g, rates[slot.group()], slot.options(), slot.memory()))
            .ifPresent(value -> updates.add(new Update(parameter, value)));
      }
    }
    return updates;
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
  public SequencedMap<String, Tensor> state() {
    SequencedMap<String, Tensor> state = new LinkedHashMap<>();
    for (int i = 0; i < rates.length; i++) {
      state.put(rateName(i), Tensor.full(DType.F64, Shape.SCALAR, rates[i]));
    }
    for (int i = 0; i < slots.size(); i++) {
      int number = i;
      slots.get(i).memory().forEach((memory, value) -> state.put(number + "." + memory, value));
    }
    return state;
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    requireFit(state);
    for (int i = 0; i < rates.length; i++) {
      rates[i] = found(state, rateName(i)).item();
    }
    for (int i = 0; i < slots.size(); i++) {
      Map<String, Tensor> memory = slots.get(i).memory();
      memory.clear();
      for (String kind : memories()) {
        if (state.containsKey(i + "." + kind)) {
          memory.put(kind, found(state, i + "." + kind));
        }
      }
    }
  }

  private void requireFit(Map<String, Tensor> state) {
    Map<String, Shape> expected = new LinkedHashMap<>();
    for (int i = 0; i < rates.length; i++) {
      expected.put(rateName(i), Shape.SCALAR);
      found(state, rateName(i));
    }
    for (int i = 0; i < slots.size(); i++) {
      for (String kind : memories()) {
        Shape shape = slots.get(i).parameter().value().shape();
        expected.put(i + "." + kind, kind.equals("step") ? Shape.SCALAR : shape);
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
}
