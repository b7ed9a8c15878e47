package kierkegrad.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import kierkegrad.grad.Grad;
import kierkegrad.tensor.Tape;
import kierkegrad.tensor.Tensor;

/// What Kierkegrad answers: values and derivatives.
final class Ours {
  private Ours() {}

  /// @param function of operands whose floating, differentiated ones are tracked
  /// @param leaves the tracked tensors to differentiate in
  static Answer answer(
      Function<List<Tensor>, List<Tensor>> function,
      List<Tensor> operands,
      List<Tensor> leaves,
      Derivatives order) {
    return Tape.on(() -> {
      List<Tensor> ys = function.apply(operands);
      List<Values> values = ys.stream().map(Values::of).toList();
      if (leaves.isEmpty() || order == Derivatives.NONE) {
        return new Answer(values, List.of(), List.of());
      }
      List<Tensor> first = gradients(ys, leaves);
      List<Values> slopes = first.stream().map(Values::of).toList();
      if (order == Derivatives.ONCE) {
        return new Answer(values, slopes, List.of());
      }
      List<Values> second = gradients(first, leaves).stream().map(Values::of).toList();
      return new Answer(values, slopes, second);
    });
  }

  private static List<Tensor> gradients(List<Tensor> ys, List<Tensor> leaves) {
    List<Tensor> terms = new ArrayList<>();
    for (int k = 0; k < ys.size(); k++) {
      Tensor y = ys.get(k);
      if (y.isTracked()) {
        double[] weights = Weights.like(Values.of(y), k).numbers();
        Tensor w = Tensor.of(weights, weights.length).to(y.dtype()).reshape(y.shape());
        terms.add(y.mul(w).sum());
      }
    }
    Optional<Tensor> sum = terms.stream().reduce(Tensor::add);
    return sum.isPresent()
        ? Grad.of(sum.get(), leaves.toArray(new Tensor[0]))
        : leaves.stream().map(x -> Tensor.zeros(x.dtype(), x.shape())).toList();
  }
}
