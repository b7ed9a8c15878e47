package kierkegrad.optim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kierkegrad.backend.Storage;
import kierkegrad.grad.Gradients;
import kierkegrad.graph.Graph;
import kierkegrad.graph.Program;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// An optimizer whose formula is written in tensor operations: it is traced once per parameter and
/// compiled, so that a step costs a few passes over the numbers, in place.
abstract class Traced<O extends Options> extends Grouped<O> {
  private final Map<Slot<O>, Site<O>> sites = new IdentityHashMap<>();
  private int restores;

  /// A parameter's formula, bound to where its value lies.
  private static final class Site<O extends Options> {
    private final Slot<O> slot;
    private final Storage storage;
    private final boolean rolling;
    private final Formula formula;
    private final Program program;

    Site(Traced<O> optimizer, Slot<O> slot) {
      this.slot = slot;
      this.storage = slot.parameter.storage();
      this.rolling = optimizer.isRolling(slot);
      this.formula = new Formula(storage.dtype(), optimizer.lr(slot.group), slot.memory);
      Tensor value = slot.parameter.value();
      Graph graph =
          Graph.trace(
              in -> {
                Tensor p = slot.parameter.value();
                Tensor g = slot.options.maximize() ? in.getFirst().neg() : in.getFirst();
                slot.parameter.set(optimizer.update(p, g, formula, slot.options, rolling));
                return List.of();
              },
              List.of(Tensor.symbolic(value.dtype(), value.shape())));
      this.program = Program.inPlace(graph);
    }

    boolean isStill(Traced<O> optimizer) {
      return slot.parameter.storage() == storage && optimizer.isRolling(slot) == rolling;
    }

    void run(Tensor gradient, double lr, double momentum) {
      slot.steps++;
      formula.prepare(new Formula.Now(lr, momentum, slot.steps));
      program.run(gradient);
    }
  }

  private record Due<O extends Options>(Site<O> site, Tensor gradient) {}

  Traced(String name, List<ParameterGroup<O>> groups) {
    super(name, groups);
  }

  /// The new value of a parameter, in tensor operations.
  ///
  /// @param p its value
  /// @param g its gradient, turned round if the steps go up
  /// @param formula for what is remembered and for numbers that change from step to step
  /// @param rolling whether the momentum is more than 0
  abstract Tensor update(Tensor p, Tensor g, Formula formula, O options, boolean rolling);

  private boolean isRolling(Slot<O> slot) {
    return momentum(slot.group).orElse(0) > 0;
  }

  /// Gradients that lie where a step writes are copied first.
  @Override
  public void step(Gradients gradients) {
    if (restores != restores()) {
      sites.clear();
      restores = restores();
    }
    List<Due<O>> due = new ArrayList<>();
    Set<Storage> written = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Slot<O> slot : slots()) {
      if (!slot.parameter.isFrozen()) {
        gradients
            .find(slot.parameter)
            .map(g -> new Due<>(site(slot), fitting(slot, g).to(slot.parameter.storage().dtype())))
            .ifPresent(due::add);
      }
    }
    due.forEach(d -> written.add(d.site().storage));
    List<Tensor> slopes =
        due.stream()
            .map(Due::gradient)
            .map(g -> written.contains(g.storage()) ? g.copy() : g)
            .toList();
    for (int i = 0; i < due.size(); i++) {
      Slot<O> slot = due.get(i).site().slot;
      due.get(i).site().run(slopes.get(i), lr(slot.group), momentum(slot.group).orElse(0));
    }
  }

  @Override
  void settle() {
    if (restores == restores()) {
      sites.forEach((slot, site) -> slot.memory.putAll(site.formula.remembered()));
    }
  }

  private Site<O> site(Slot<O> slot) {
    Site<O> site = sites.get(slot);
    if (site == null || !site.isStill(this)) {
      settle();
      site = new Site<>(this, slot);
      sites.put(slot, site);
    }
    return site;
  }

  /// A gradient with what a weight decay λ adds to it: `g + λ·p`.
  static Tensor decayed(Tensor g, Tensor p, double weightDecay) {
    return weightDecay == 0 ? g : g.add(p.mul(weightDecay));
  }

  /// Zeros like a parameter, for what is remembered about it.
  static Tensor zeros(Tensor p) {
    return Tensor.zeros(p.dtype(), p.shape());
  }

  /// A number to remember, in double.
  static Tensor scalar(double value) {
    return Tensor.full(DType.F64, Shape.SCALAR, value);
  }
}
