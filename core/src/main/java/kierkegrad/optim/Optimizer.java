package kierkegrad.optim;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.Supplier;
import kierkegrad.grad.Gradients;
import kierkegrad.tensor.Tensor;

/// Changes parameters so that a loss falls.
///
/// ```java
/// Optimizer optimizer = new SGD(model.parameters(), 0.05);
/// optimizer.step(loss.of(model.forward(x), t).backward());
/// ```
public interface Optimizer {
  /// Changes every parameter that has a gradient and is not frozen.
  void step(Gradients gradients);

  /// One step for a loss that is computed here. PyTorch `step(closure)`.
  ///
  /// @param loss computes the loss from the parameters as they are when it is called; [LBFGS] calls
  ///   it several times
  /// @return the loss before the step
  default double step(Supplier<Tensor> loss) {
    Tensor before = loss.get();
    double value = before.item();
    step(before.backward());
    return value;
  }

  /// An update to be run again and again, with gradients that always lie in the same storages. Each
  /// run is a [#step]: it follows the learning rates, and what is frozen by then.
  ///
  /// @param gradients those that the storages hold now
  default Runnable bind(Supplier<Gradients> gradients) {
    return () -> step(gradients.get());
  }

  /// The groups of parameters, with the options that they started from.
  List<? extends ParameterGroup<?>> groups();

  /// The learning rate of a group now.
  double lr(int group);

  /// Sets the learning rate of a group from the next step on.
  void lr(int group, double lr);

  /// The learning rate of the first group now.
  default double lr() {
    return lr(0);
  }

  /// Sets the learning rate of every group from the next step on.
  default void lr(double lr) {
    for (int group = 0; group < groups().size(); group++) {
      lr(group, lr);
    }
  }

  /// The momentum of a group now, which some schedules move along with the learning rate: μ, or β₁
  /// of Adam and its kin; empty if the optimizer has none.
  default OptionalDouble momentum(int group) {
    return OptionalDouble.empty();
  }

  /// Sets the momentum of a group from the next step on.
  ///
  /// @throws UnsupportedOperationException if the optimizer has none
  default void momentum(int group, double momentum) {
    throw new UnsupportedOperationException(
        getClass().getSimpleName() + " has no momentum; use a schedule that leaves it alone");
  }

  /// What [#restore] needs so that training goes on bit by bit as if it had not stopped. Parameters
  /// are numbered in the order of the groups, as in PyTorch: `0.exp_avg`; learning rates are
  /// `group.0.lr`.
  SequencedMap<String, Tensor> state();

  /// Takes up a state that [#state] gave.
  ///
  /// @throws IllegalArgumentException if it does not fit these parameters; nothing is changed then
  void restore(Map<String, Tensor> state);
}
