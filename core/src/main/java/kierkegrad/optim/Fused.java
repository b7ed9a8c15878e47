package kierkegrad.optim;

import java.util.List;
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
    bind(gradients).run();
  }

  @Override
  public Runnable bind(Gradients gradients) {
    return new BoundStep<>(this, gradients);
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
