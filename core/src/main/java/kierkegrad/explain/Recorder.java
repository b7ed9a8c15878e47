package kierkegrad.explain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import kierkegrad.op.Op;
import kierkegrad.op.View;
import kierkegrad.tensor.Tensor;
import kierkegrad.tensor.Watch;

/// What was computed, in its order.
final class Recorder {
  /// One operation.
  ///
  /// @param phase the number of the recording in which it happened
  record Entry(Op op, List<Tensor> operands, Tensor result, String scope, int phase) {}

  private final Map<Tensor, Entry> entries = new IdentityHashMap<>();
  private final List<Entry> order = new ArrayList<>();
  private int phase = -1;

  /// Runs code and records its operations as those of the next phase.
  ///
  /// @param scope names the layer of an operation
  <T> T record(BiFunction<Op, List<Tensor>, String> scope, Supplier<T> code) {
    phase++;
    return Watch.by(
        (op, operands, result) -> {
          Entry entry =
              new Entry(op, List.copyOf(operands), result, scope.apply(op, operands), phase);
          if (entries.putIfAbsent(result, entry) == null) {
            order.add(entry);
          }
        },
        code);
  }

  /// All operations, in the order in which they happened.
  List<Entry> order() {
    return order;
  }

  /// How a tensor's numbers were computed, if that was here: also those of a detached one.
  Optional<Entry> madeBy(Tensor tensor) {
    return entry(tensor)
        .or(() ->
            order.stream()
                .filter(e -> !(e.op() instanceof View) && e.result().storage() == tensor.storage())
                .findFirst());
  }

  /// The scope of the first operation that reads a tensor.
  String scopeOfReader(Tensor tensor) {
    return order.stream()
        .filter(e -> e.operands().contains(tensor))
        .map(Entry::scope)
        .findFirst()
        .orElse("");
  }

  /// How a tensor was computed, if it was here.
  Optional<Entry> entry(Tensor tensor) {
    return Optional.ofNullable(entries.get(tensor));
  }

  /// The operations of a phase behind a result, in the order in which they happened.
  List<Entry> behind(Tensor result, int phase) {
    Set<Tensor> needed = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Tensor> open = new ArrayDeque<>(List.of(result));
    while (!open.isEmpty()) {
      Tensor tensor = open.pop();
      if (needed.add(tensor)) {
        entry(tensor).filter(e -> e.phase() == phase).ifPresent(e -> open.addAll(e.operands()));
      }
    }
    return order.stream().filter(e -> e.phase() == phase && needed.contains(e.result())).toList();
  }
}
