package kierkegrad.explain;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kierkegrad.grad.Gradients;
import kierkegrad.tensor.Tensor;
import kierkegrad.tensor.Variable;

/// What a backward pass sent.
final class Backward implements Gradients.Observer {
  private record Passed(Tensor gradient, List<Optional<Tensor>> sent) {}

  private final Map<Tensor, Passed> passed = new IdentityHashMap<>();
  private Gradients gradients = Gradients.none();

  /// Runs the pass.
  Gradients run(Tensor result) {
    Tensor seed = Tensor.ones(result.dtype(), result.shape());
    gradients = Gradients.backward(result, seed, this);
    return gradients;
  }

  @Override
  public void passed(Tensor result, Tensor gradient, List<Optional<Tensor>> sent) {
    passed.put(result, new Passed(gradient, sent));
  }

  /// The gradient that reached a tensor.
  Optional<Tensor> gradient(Tensor tensor) {
    Passed here = passed.get(tensor);
    return here != null ? Optional.of(here.gradient()) : gradients.find(tensor);
  }

  /// The gradient that reached a box.
  Optional<Tensor> gradient(Variable box) {
    return gradients.find(box);
  }

  /// What the operation of a tensor sent to an operand.
  Optional<Tensor> sent(Tensor result, int operand) {
    Passed here = passed.get(result);
    return here == null ? Optional.empty() : here.sent().get(operand);
  }
}
