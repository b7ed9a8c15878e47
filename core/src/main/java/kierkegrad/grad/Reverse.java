package kierkegrad.grad;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import kierkegrad.op.Inputs;
import kierkegrad.op.Op;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// The recorded operations read backwards: gradients flow from the results to what they were made
/// of, and where a tensor was used several times its gradients add up.
final class Reverse {
  private Reverse() {}

  /// The gradient in every wanted tensor that the results depend on.
  ///
  /// Only the paths that lead to a wanted tensor are walked. What runs here is remembered if the
  /// tape is on, so a gradient can be differentiated again.
  static Map<Tensor, Tensor> sweep(
      List<Tensor> results, List<Tensor> seeds, Predicate<Tensor> wanted) {
    return sweep(results, seeds, wanted, Optional.empty());
  }

  /// The same; an observer is told of every operation that is passed.
  static Map<Tensor, Tensor> sweep(
      List<Tensor> results,
      List<Tensor> seeds,
      Predicate<Tensor> wanted,
      Optional<Gradients.Observer> observer) {
    List<Tensor> order = Ancestry.of(results, true);
    Set<Tensor> onPath = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Tensor tensor : order) {
      if (wanted.test(tensor) || tensor.inputs().stream().anyMatch(onPath::contains)) {
        onPath.add(tensor);
      }
    }
    Map<Tensor, Tensor> gradients = new IdentityHashMap<>();
    for (int i = 0; i < results.size(); i++) {
      if (onPath.contains(results.get(i))) {
        gradients.merge(results.get(i), seeds.get(i), Tensor::add);
      }
    }
    for (Tensor tensor : order.reversed()) {
      Tensor gradient = gradients.get(tensor);
      if (gradient != null && tensor.op().isPresent()) {
        List<Optional<Tensor>> sent = pass(tensor, tensor.op().get(), gradient, onPath, gradients);
        observer.ifPresent(told -> told.passed(tensor, gradient, sent));
        if (!wanted.test(tensor)) {
          gradients.remove(tensor);
        }
      }
    }
    return gradients;
  }

  /// Adds up what the operation sends to its operands, and gives it.
  private static List<Optional<Tensor>> pass(
      Tensor result, Op op, Tensor gradient, Set<Tensor> onPath, Map<Tensor, Tensor> gradients) {
    List<Tensor> inputs = result.inputs();
    List<Supplier<Tensor>> rules = op.vjp(gradient, new Inputs(inputs), result);
    if (rules.size() != inputs.size()) {
      throw new IllegalStateException(
          op.opName()
              + ": vjp gives "
              + rules.size()
              + " gradients for "
              + inputs.size()
              + " operands");
    }
    List<Optional<Tensor>> sent = new ArrayList<>(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      Tensor input = inputs.get(i);
      if (onPath.contains(input)) {
        Tensor part = fitted(op, i, rules.get(i).get(), input.shape());
        gradients.merge(input, part, Tensor::add);
        sent.add(Optional.of(part));
      } else {
        sent.add(Optional.empty());
      }
    }
    return sent;
  }

  /// A gradient in the operand's own shape: summed over the dimensions in which it was broadcast.
  private static Tensor fitted(Op op, int operand, Tensor gradient, Shape shape) {
    if (!shape.broadcastsTo(gradient.shape())) {
      throw new ShapeException(
          op.opName()
              + ": vjp gives a gradient of shape "
              + gradient.shape()
              + " for operand "
              + operand
              + " of shape "
              + shape
              + "; it must have that shape or one that it broadcasts to");
    }
    return gradient.sumTo(shape);
  }
}
