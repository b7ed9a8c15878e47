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
import kierkegrad.op.View;
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
    Map<Tensor, Arrivals> arrived = new IdentityHashMap<>();
    for (int i = 0; i < results.size(); i++) {
      if (onPath.contains(results.get(i))) {
        at(arrived, results.get(i)).add(seeds.get(i));
      }
    }
    Map<Tensor, Tensor> gradients = new IdentityHashMap<>();
    for (Tensor tensor : order.reversed()) {
      Arrivals all = arrived.remove(tensor);
      if (all != null) {
        Tensor gradient = all.total();
        tensor.op().ifPresent(op -> pass(tensor, op, gradient, onPath, arrived, observer));
        if (wanted.test(tensor)) {
          gradients.put(tensor, gradient);
        }
      }
    }
    return gradients;
  }

  private static Arrivals at(Map<Tensor, Arrivals> arrived, Tensor tensor) {
    return arrived.computeIfAbsent(tensor, t -> new Arrivals(t.shape()));
  }

  /// Sends the gradient of a result on to the operands.
  private static void pass(
      Tensor result,
      Op op,
      Tensor gradient,
      Set<Tensor> onPath,
      Map<Tensor, Arrivals> arrived,
      Optional<Gradients.Observer> observer) {
    if (op instanceof View.Slice slice && observer.isEmpty()) {
      Tensor input = result.inputs().getFirst();
      if (onPath.contains(input)) {
        at(arrived, input).add(slice, gradient);
      }
      return;
    }
    List<Optional<Tensor>> sent = sent(result, op, gradient, onPath, arrived);
    observer.ifPresent(told -> told.passed(result, gradient, sent));
  }

  /// Adds up what the operation sends to its operands, and gives it.
  private static List<Optional<Tensor>> sent(
      Tensor result, Op op, Tensor gradient, Set<Tensor> onPath, Map<Tensor, Arrivals> arrived) {
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
        at(arrived, input).add(part);
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
