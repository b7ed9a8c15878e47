package kierkegrad.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import kierkegrad.grad.Grad;
import kierkegrad.grad.Gradients;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;

/// An optimizer of one's own, its formula written in tensor operations. Groups, learning rates,
/// saving and restoring come with it.
///
/// ```java
/// final class SignDescent extends CustomOptimizer<SGD.Options> {
///   SignDescent(List<Parameter> parameters, double lr) {
///     super("signs", List.of(new ParameterGroup<>(parameters, new SGD.Options(lr))), List.of());
///   }
///
///   @Override
///   protected Tensor update(
///       Tensor p, Tensor g, double lr, SGD.Options options, Map<String, Tensor> memory) {
///     return p.sub(g.sign().mul(lr));
///   }
/// }
/// ```
public abstract class CustomOptimizer<O extends Options> extends Grouped<O> {
  private final List<String> memories;

  /// A new value that is computed but not yet written.
  private record Change<O extends Options>(Slot<O> slot, Tensor value) {}

  /// @param name what error messages call it
  /// @param groups the parameters and their options
  /// @param memories the names of the tensors that it remembers, each of its parameter's shape
  protected CustomOptimizer(String name, List<ParameterGroup<O>> groups, List<String> memories) {
    super(name, groups);
    this.memories = List.copyOf(memories);
  }

  /// The new value of a parameter.
  ///
  /// @param p its value
  /// @param g its gradient
  /// @param lr the learning rate now
  /// @param options those of its group
  /// @param memory what was remembered about it, by name; empty at first, to read and to change
  protected abstract Tensor update(
      Tensor p, Tensor g, double lr, O options, Map<String, Tensor> memory);

  @Override
  final List<String> memories() {
    return memories;
  }

  /// Computes everything before it writes anything, because a gradient may be a view of another
  /// parameter's value.
  @Override
  public void step(Gradients gradients) {
    List<Change<O>> changes = new ArrayList<>();
    Grad.noGrad(() -> changes.addAll(changes(gradients)));
    for (Change<O> change : changes) {
      change.slot().steps++;
      change.slot().parameter.set(change.value());
    }
  }

  /// On copies, because the formula may remember a gradient.
  @Override
  public Runnable bind(Supplier<Gradients> gradients) {
    return () -> step(gradients.get().map(Tensor::copy));
  }

  private List<Change<O>> changes(Gradients gradients) {
    List<Change<O>> changes = new ArrayList<>();
    for (Slot<O> slot : slots()) {
      Parameter parameter = slot.parameter;
      if (!parameter.isFrozen()) {
        gradients
            .find(parameter)
            .map(g -> update(parameter.value(), g, lr(slot.group), slot.options, slot.memory))
            .ifPresent(value -> changes.add(new Change<>(slot, value)));
      }
    }
    return changes;
  }
}
