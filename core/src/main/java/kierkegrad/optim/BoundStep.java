package kierkegrad.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import kierkegrad.backend.Backend;
import kierkegrad.backend.Storage;
import kierkegrad.backend.Update;
import kierkegrad.backend.Updates;
import kierkegrad.grad.Gradients;
import kierkegrad.op.Unary;
import kierkegrad.optim.Grouped.Slot;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Tensor;

/// The step of a [Fused] optimizer with certain gradients. It looks up parameters, gradients and
/// memories once, and again only if they have changed places.
final class BoundStep<O extends Options> implements Runnable {
  private final Fused<O> optimizer;
  private final List<Site<O>> sites = new ArrayList<>();

  private List<Slot<O>> active = List.of();
  private double[] rates = {};
  private double[] times = {};
  private double[] momenta = {};
  private int restores;
  private Updates updates;

  /// A parameter that has a gradient, and how it was when the updates were bound.
  private static final class Site<O extends Options> {
    final Slot<O> slot;
    private final Storage slopes;
    private final Layout layout;
    Storage storage;
    boolean frozen;

    /// Turns the gradient round before each run where the steps go up.
    private final Runnable turn;

    Site(Slot<O> slot, Tensor gradient) {
      Tensor found = Grouped.fitting(slot, gradient);
      Tensor g = slot.options.maximize() ? Tensor.zeros(found.dtype(), found.shape()) : found;
      this.turn = g == found ? () -> {} : Backend.current().bind(Unary.NEG, List.of(found), g);
      this.slot = slot;
      this.slopes = g.storage();
      this.layout = g.layout();
      this.storage = slot.parameter.storage();
      this.frozen = slot.parameter.isFrozen();
    }

    /// Read afresh: the tensor that it was found in may be stale by now.
    Tensor gradient() {
      return Tensor.on(slopes, layout);
    }

    boolean hasMoved() {
      return slot.parameter.storage() != storage || slot.parameter.isFrozen() != frozen;
    }
  }

  BoundStep(Fused<O> optimizer, Gradients gradients) {
    this.optimizer = optimizer;
    for (Slot<O> slot : optimizer.slots()) {
      gradients.find(slot.parameter).ifPresent(g -> sites.add(new Site<>(slot, g)));
    }
    this.updates = bind();
  }

  private Updates bind() {
    active = new ArrayList<>();
    List<Update> bound = new ArrayList<>();
    List<Update.Rule> rules =
        IntStream.range(0, optimizer.groups().size()).mapToObj(optimizer::rule).toList();
    for (Site<O> site : sites) {
      site.storage = site.slot.parameter.storage();
      site.frozen = site.slot.parameter.isFrozen();
      if (!site.frozen) {
        active.add(site.slot);
        bound.add(update(site, rules.get(site.slot.group)));
      }
    }
    rates = new double[bound.size()];
    times = new double[bound.size()];
    momenta = momenta();
    restores = optimizer.restores();
    return Backend.current().bind(bound);
  }

  private double[] momenta() {
    return IntStream.range(0, optimizer.groups().size())
        .mapToDouble(group -> optimizer.momentum(group).orElse(0))
        .toArray();
  }

  private Update update(Site<O> site, Update.Rule rule) {
    DType type = site.storage.dtype();
    List<Storage> memory =
        rule.memory().stream().map(name -> remembered(site.slot, name, type)).toList();
    return new Update(rule, site.storage, site.gradient(), memory);
  }

  private static Storage remembered(Slot<?> slot, String name, DType type) {
    Tensor memory = slot.memory.get(name);
    Tensor fitting =
        memory == null ? Tensor.zeros(type, slot.parameter.value().shape()) : memory.to(type);
    slot.memory.put(name, fitting);
    return fitting.storage();
  }

  @Override
  public void run() {
    if (hasMoved()) {
      updates = bind();
    }
    for (int i = 0; i < sites.size(); i++) {
      sites.get(i).turn.run();
    }
    for (int i = 0; i < rates.length; i++) {
      Slot<O> slot = active.get(i);
      slot.steps++;
      rates[i] = optimizer.lr(slot.group);
      times[i] = slot.steps;
    }
    updates.run(rates, times);
  }

  private boolean hasMoved() {
    if (restores != optimizer.restores()) {
      return true;
    }
    for (int group = 0; group < momenta.length; group++) {
      if (momenta[group] != optimizer.momentum(group).orElse(0)) {
        return true;
      }
    }
    for (int i = 0; i < sites.size(); i++) {
      if (sites.get(i).hasMoved()) {
        return true;
      }
    }
    return false;
  }
}
