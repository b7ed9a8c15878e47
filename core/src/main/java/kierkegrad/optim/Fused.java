package kierkegrad.optim;

import java.util.List;
import java.util.function.Supplier;
import kierkegrad.backend.Update;
import kierkegrad.grad.Gradients;

/// An optimizer whose formula the backend knows: a step is one pass over all parameters, in place.
abstract class Fused<O extends Options> extends Grouped<O> {
  Fused(String name, List<ParameterGroup<O>> groups) {
    super(name, groups);
  }

  /// The formula of a group.
  ///
  /// @param momentum the one in force
  abstract Update.Rule rule(O options, double momentum);

  final Update.Rule rule(int group) {
    return rule(groups().get(group).options(), momentum(group).orElse(0));
  }

  @Override
  public void step(Gradients gradients) {
    new BoundStep<>(this, gradients).run();
  }

  @Override
  public Runnable bind(Supplier<Gradients> gradients) {
    return new BoundStep<>(this, gradients.get());
  }
}
