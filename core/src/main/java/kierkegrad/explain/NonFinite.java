package kierkegrad.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import kierkegrad.data.Batch;
import kierkegrad.explain.Origin.Place;
import kierkegrad.explain.Recorder.Entry;
import kierkegrad.grad.Gradients;
import kierkegrad.loss.Loss;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.op.Binary;
import kierkegrad.op.Composed;
import kierkegrad.op.Unary;
import kierkegrad.tensor.Tape;
import kierkegrad.tensor.Tensor;

/// Finds where the first NaN or infinity of a step came from: runs it once more, operation by
/// operation, and follows the numbers that are not finite back from the loss, or from the gradients
/// if the loss is finite, to an operation that made one of finite numbers only. An infinity that
/// does no harm, such as a mask before a softmax, is on no such way.
public final class NonFinite {
  /// The scope of the loss.
  static final String LOSS = "loss";

  /// The scope of what is added to the loss.
  static final String PENALTY = "penalty";

  private final Recorder recorder = new Recorder();
  private final Rows rows;
  private final Batch batch;

  /// A tensor on the way, and the rows that matter in it.
  private record Stop(Tensor tensor, Set<Integer> rows) {}

  /// A possible origin, and when it happened.
  private record Found(int time, Origin origin) {}

  private NonFinite(Batch batch) {
    this.batch = batch;
    this.rows = new Rows(batch);
  }

  /// The origin of what is not finite in the loss of a batch or its gradients; empty if all is
  /// finite. Layers are in the mode in which they are. Running the step again draws random numbers
  /// and moves running statistics; [kierkegrad.train.FailedStep#replay] undoes that.
  public static Optional<Origin> find(
      Layer model, Loss loss, Optional<Supplier<Tensor>> penalty, Batch batch) {
    return new NonFinite(batch).find(model, loss, penalty);
  }

  private Optional<Origin> find(Layer model, Loss loss, Optional<Supplier<Tensor>> penalty) {
    Scopes scopes = new Scopes(model);
    AtomicReference<Optional<String>> fixed = new AtomicReference<>(Optional.empty());
    Tensor total =
        recorder.record(
            (_, operands) -> fixed.get().orElseGet(() -> scopes.of(operands)),
            () ->
                Tape.on(() -> {
                  Tensor y = model.forward(batch.x());
                  fixed.set(Optional.of(LOSS));
                  Tensor error = loss.of(y, batch.y());
                  fixed.set(Optional.of(PENALTY));
                  return penalty.map(p -> error.add(p.get())).orElse(error);
                }));
    rows.follow(recorder.order());
    if (!isFinite(total)) {
      return forward(total);
    }
    return total.isTracked() ? backward(total, model.parameters()) : Optional.empty();
  }

  static boolean isFinite(Tensor x) {
    return !x.dtype().isFloating() || x.detach().isFinite().all();
  }

  // ---- forwards: from the loss to its operands

  private Optional<Origin> forward(Tensor total) {
    List<Found> found = new ArrayList<>();
    Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Stop> open = new ArrayList<>(List.of(new Stop(total, Set.of())));
    while (!open.isEmpty()) {
      Stop stop = open.removeLast();
      if (!seen.add(stop.tensor())) {
        continue;
      }
      Set<Integer> here = rows.bad(stop.tensor(), stop.rows());
      Optional<Entry> made = recorder.madeBy(stop.tensor());
      if (made.isEmpty()) {
        found.add(new Found(-1, leaf(stop.tensor(), here, recorder.scopeOfReader(stop.tensor()))));
        continue;
      }
      Entry entry = made.get();
      List<Tensor> bad = entry.operands().stream().filter(x -> !isFinite(x)).toList();
      bad.forEach(x -> open.add(new Stop(x, here)));
      if (bad.isEmpty()) {
        found.add(
            new Found(
                recorder.order().indexOf(entry),
                operation(Place.FORWARD, entry, entry.result(), here)));
      }
    }
    return first(found);
  }

  private Origin leaf(Tensor x, Set<Integer> at, String reader) {
    int index = rows.firstBad(x, at);
    double value = x.detach().toDoubleArray()[index];
    Place place =
        isPart(x, batch.x())
            ? Place.INPUT
            : isPart(x, batch.y())
                ? Place.TARGET
                : x.variable().isPresent() ? Place.PARAMETER : Place.CONSTANT;
    String name =
        switch (place) {
          case INPUT -> "input";
          case TARGET -> "target";
          default -> x.variable().map(v -> v.name()).orElse("constant");
        };
    boolean table = place == Place.INPUT && x.rank() == 2;
    return new Origin(
        place,
        name,
        reader,
        first(at),
        table ? OptionalInt.of(index % x.size(1)) : OptionalInt.empty(),
        value,
        List.of(),
        false);
  }

  private static boolean isPart(Tensor x, Tensor of) {
    return x == of || x.storage() == of.storage();
  }

  // ---- backwards: from the gradients of parameters to those of results

  /// A gradient that was passed on.
  private record Passed(int time, Tensor result, Tensor gradient, int operand, Tensor sent) {}

  private Optional<Origin> backward(Tensor total, List<Parameter> parameters) {
    Map<Tensor, List<Passed>> senders = new IdentityHashMap<>();
    int[] time = {0};
    Gradients gradients =
        Gradients.backward(
            total,
            Tensor.ones(total.dtype(), total.shape()),
            (result, gradient, sent) -> {
              List<Tensor> inputs = result.inputs();
              for (int i = 0; i < inputs.size(); i++) {
                int operand = i;
                sent.get(i)
                    .ifPresent(part ->
                        senders
                            .computeIfAbsent(inputs.get(operand), _ -> new ArrayList<>())
                            .add(new Passed(time[0], result, gradient, operand, part)));
              }
              time[0]++;
            });
    List<Stop> open = new ArrayList<>();
    for (Parameter p : parameters) {
      if (gradients.find(p).filter(g -> !isFinite(g)).isPresent()) {
        senders.keySet().stream()
            .filter(x -> x.variable().filter(v -> v == p).isPresent())
            .forEach(x -> open.add(new Stop(x, Set.of())));
      }
    }
    return first(backward(open, senders));
  }

  private List<Found> backward(List<Stop> open, Map<Tensor, List<Passed>> senders) {
    List<Found> found = new ArrayList<>();
    Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    while (!open.isEmpty()) {
      Stop stop = open.removeLast();
      if (!seen.add(stop.tensor())) {
        continue;
      }
      for (Passed passed : senders.getOrDefault(stop.tensor(), List.of())) {
        if (isFinite(passed.sent())) {
          continue;
        }
        Set<Integer> here = rows.bad(stop.tensor(), passed.sent(), stop.rows());
        Optional<Entry> entry = recorder.madeBy(passed.result());
        if (!isFinite(passed.gradient())) {
          Set<Integer> above = rows.bad(passed.result(), passed.gradient(), here);
          open.add(new Stop(passed.result(), above));
        } else if (entry.isPresent()) {
          found.add(
              new Found(
                  passed.time(), operation(Place.BACKWARD, entry.get(), passed.sent(), here)));
        }
      }
    }
    return found;
  }

  // ---- both

  /// @param bad the result or the gradient, of which some number is not finite
  private Origin operation(Place place, Entry entry, Tensor bad, Set<Integer> at) {
    int index = rows.firstBad(bad, at);
    List<Double> from = new ArrayList<>();
    boolean elementWise = isElementWise(entry, bad);
    for (Tensor operand : entry.operands()) {
      if (operand.dtype().isFloating()) {
        Tensor x = operand.detach();
        from.add(
            elementWise
                ? x.expand(bad.shape()).toDoubleArray()[index]
                : x.elements() == 0 ? 0 : x.abs().max().item());
      }
    }
    return new Origin(
        place,
        entry.op().opName(),
        entry.scope(),
        first(at),
        OptionalInt.empty(),
        bad.detach().toDoubleArray()[index],
        from,
        elementWise);
  }

  private static boolean isElementWise(Entry entry, Tensor bad) {
    return switch (entry.op()) {
      case Unary _, Binary _, Composed _ ->
          entry.operands().stream().allMatch(x -> x.shape().broadcastsTo(bad.shape()));
      default -> false;
    };
  }

  private static OptionalInt first(Set<Integer> rows) {
    return rows.stream().mapToInt(Integer::intValue).min();
  }

  private static Optional<Origin> first(List<Found> found) {
    return found.stream().min((a, b) -> Integer.compare(a.time(), b.time())).map(Found::origin);
  }
}
