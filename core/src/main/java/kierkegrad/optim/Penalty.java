package kierkegrad.optim;

import java.util.List;
import java.util.function.UnaryOperator;
import kierkegrad.check.Require;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;

/// Penalties on large parameters, to be added to the loss, so that their gradients come out of the
/// same graph. Biases are usually left out.
///
/// ```java
/// Tensor total = loss.of(y, t).add(Penalty.l2(List.of(model.fc1().weight()), 1e-4));
/// ```
public final class Penalty {
  private Penalty() {}

  /// `λ · Σ|w|`, with the slope `λ · sign w`, 0 at 0.
  public static Tensor l1(List<Parameter> parameters, double lambda) {
    return sum(parameters, Tensor::abs).mul(Require.notNegative("l1", "λ", lambda));
  }

  /// `λ/2 · Σw²`, with the slope `λ · w`: the same as a weight decay of λ in [SGD].
  public static Tensor l2(List<Parameter> parameters, double lambda) {
    return sum(parameters, Tensor::square).mul(Require.notNegative("l2", "λ", lambda) / 2);
  }

  private static Tensor sum(List<Parameter> parameters, UnaryOperator<Tensor> size) {
    return parameters.stream()
        .map(parameter -> size.apply(parameter.value()).sum())
        .reduce(Tensor::add)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "penalty: there is no parameter to penalise; name at least one"));
  }
}
