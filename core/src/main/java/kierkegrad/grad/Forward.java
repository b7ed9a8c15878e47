package kierkegrad.grad;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import kierkegrad.op.Inputs;
import kierkegrad.op.Op;
import kierkegrad.tensor.Tape;
import kierkegrad.tensor.Tensor;

/// The recorded operations read forwards: tangents flow from a leaf to the result.
final class Forward {
  private Forward() {}

  /// The tangent of `result` when the leaf moves along `tangent`.
  static Tensor tangent(Tensor result, Tensor leaf, Tensor tangent) {
    Map<Tensor, Tensor> tangents = new IdentityHashMap<>();
    tangents.put(leaf, tangent);
    for (Tensor tensor : Ancestry.of(List.of(result), true)) {
      if (tensor == leaf || tensor.op().isEmpty()) {
        continue;
      }
      List<Optional<Tensor>> in =
          tensor.inputs().stream().map(input -> Optional.ofNullable(tangents.get(input))).toList();
      if (in.stream().anyMatch(Optional::isPresent)) {
        tangents.put(tensor, step(tensor, tensor.op().get(), in));
      }
    }
    return Optional.ofNullable(tangents.get(result))
        .orElseGet(() -> Tensor.zeros(result.dtype(), result.shape()));
  }

  private static Tensor step(Tensor result, Op op, List<Optional<Tensor>> tangents) {
    Inputs inputs = new Inputs(result.inputs());
    return op.jvp(tangents, inputs, result)
        .orElseGet(() -> byTransposing(result, op, inputs, tangents));
  }

  /// J·t from a rule that only knows gᵀ·J: that is linear in g, so its own vjp, at any g, is J·t.
  private static Tensor byTransposing(
      Tensor result, Op op, Inputs inputs, List<Optional<Tensor>> tangents) {
    return Tape.on(() -> {
      Tensor g = Tensor.ones(result.dtype(), result.shape()).tracked();
      List<Supplier<Tensor>> rules = op.vjp(g, inputs, result);
      Tensor sum = Tensor.zeros(result.dtype(), result.shape());
      for (int i = 0; i < rules.size(); i++) {
        if (tangents.get(i).isPresent()) {
          Tensor row = rules.get(i).get().sumTo(inputs.all().get(i).shape());
          Tensor part =
              Reverse.sweep(List.of(row), List.of(tangents.get(i).get()), t -> t == g).get(g);
          sum = part == null ? sum : sum.add(part);
        }
      }
      return sum;
    });
  }
}
