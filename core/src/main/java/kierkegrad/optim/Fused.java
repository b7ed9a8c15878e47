package kierkegrad.optim;

import java.util.List;
import java.util.function.Supplier;
import kierkegrad.backend.Update;
import kierkegrad.grad.Gradients;

/// An optimizer whose formula the backend knows: a step is one pass over all parameters, in place.
abstract class Fused<O extends Options> extends Grouped<O> {
  private int restores;

  Fused(String name, List<ParameterGroup<O>> groups) {
    super(name, groups);
  }

  /// The formula of a group.
  abstract Update.Rule rule(O options);

  @Override
  public void step(Gradients gradients) {
    new BoundStep<>(this, gradients).run();
  }

  @Override
  public Runnable bind(Supplier<Gradients> gradients) {
    return new BoundStep<>(this, gradients.get());
  }

  @Override
  void restored() {
    restores++;
  }

  /// How often the memories were replaced.
  final int restores() {
    return restores;
  }
}
