package kierkegrad.explain;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import kierkegrad.data.Batch;
import kierkegrad.grad.Grad;
import kierkegrad.grad.Gradients;
import kierkegrad.loss.Loss;
import kierkegrad.nn.Layer;
import kierkegrad.optim.Optimizer;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tape;
import kierkegrad.tensor.Tensor;

/// Runs something once and writes down everything.
///
/// ```java
/// Explanation e = Explain.step(model, loss, optimizer, batch);
/// System.out.println(e);
/// System.out.println(e.node("fc2"));
/// ```
public final class Explain {
  /// The scope of the loss.
  private static final String LOSS = "loss";

  private Explain() {}

  /// One eager step of training. It really happens: the parameters have their new values
  /// afterwards, and the optimizer remembers it; layers are in the mode in which they were.
  ///
  /// Gradients are shown back to the features, if those are floating, although no update needs
  /// them.
  ///
  /// @throws kierkegrad.tensor.ShapeException if the loss is not one number
  public static Explanation step(Layer model, Loss loss, Optimizer optimizer, Batch batch) {
    Tensor x = batch.x().dtype().isFloating() ? batch.x().tracked() : batch.x();
    Recorder recorder = new Recorder();
    Scopes scopes = new Scopes(model);
    AtomicReference<Boolean> forward = new AtomicReference<>(true);
    Tensor cost =
        recorder.record(
            (_, operands) -> forward.get() ? scopes.of(operands) : LOSS,
            () ->
                Tape.on(() -> {
                  Tensor y = model.forward(x);
                  forward.set(false);
                  return loss.of(y, batch.y());
                }));
    if (cost.elements() != 1) {
      throw new ShapeException(
          "explain: the loss is " + cost.shape() + ", not one number; use its mean or sum");
    }
    Backward backward = new Backward();
    Gradients gradients = backward.run(cost);
    Builder builder =
        new Builder(recorder.behind(cost, 0), backward)
            .given("input", Kind.INPUT, x)
            .given("target", Kind.TARGET, batch.y());
    List<Node> nodes = builder.nodes(cost);
    List<ParameterUpdate> updates = update(optimizer, gradients, nodes, builder);
    String title = "step on " + batch.rows() + (batch.rows() == 1 ? " row" : " rows");
    List<Group> all = new ArrayList<>(scopes.groups());
    all.add(new Group(LOSS, loss.getClass().getSimpleName()));
    return new Explanation(title, nodes, builder.id(cost), used(all, nodes), updates);
  }

  private static List<ParameterUpdate> update(
      Optimizer optimizer, Gradients gradients, List<Node> nodes, Builder builder) {
    List<UpdateRules.Before> before = UpdateRules.before(optimizer, gradients);
    Map<String, Tensor> was = optimizer.state();
    double[] rates =
        IntStream.range(0, optimizer.groups().size()).mapToDouble(optimizer::lr).toArray();
    optimizer.step(gradients);
    Map<String, Tensor> is = optimizer.state();
    List<ParameterUpdate> updates = new ArrayList<>();
    for (UpdateRules.Before p : before) {
      builder
          .find(p.parameter())
          .map(nodes::get)
          .map(node -> UpdateRules.update(optimizer, p, node, rates[p.group()], was, is))
          .ifPresent(updates::add);
    }
    return updates;
  }

  private static List<Group> used(List<Group> groups, List<Node> nodes) {
    return groups.stream()
        .filter(
            group -> nodes.stream().anyMatch(n -> Explanation.isWithin(n.scope(), group.path())))
        .toList();
  }

  /// A function of named values and its gradients in those that are floating. A value with several
  /// numbers is differentiated as its sum would be: the backward pass begins with ones.
  ///
  /// ```java
  /// Explain.of(v -> v.get("x").square().mul(v.get("w")), Map.of("x", x, "w", w))
  /// ```
  ///
  /// @param inputs in the order in which they are shown
  public static Explanation of(
      Function<Map<String, Tensor>, Tensor> f, SequencedMap<String, Tensor> inputs) {
    SequencedMap<String, Tensor> leaves = new LinkedHashMap<>();
    inputs.forEach(
        (name, value) -> leaves.put(name, value.dtype().isFloating() ? value.tracked() : value));
    Recorder recorder = new Recorder();
    Tensor y = recorder.record((_, _) -> "", () -> Tape.on(() -> f.apply(leaves)));
    Backward backward = new Backward();
    if (y.isTracked()) {
      backward.run(y);
    }
    Builder builder = new Builder(recorder.behind(y, 0), backward);
    leaves.forEach((name, value) -> builder.given(name, Kind.INPUT, value));
    List<Node> nodes = builder.nodes(y);
    return new Explanation(
        "function of " + String.join(", ", leaves.keySet()),
        nodes,
        builder.id(y),
        List.of(),
        List.of());
  }

  /// A function of one value, `x`, and its gradient.
  ///
  /// @see #of(Function, SequencedMap)
  public static Explanation of(UnaryOperator<Tensor> f, Tensor x) {
    SequencedMap<String, Tensor> inputs = new LinkedHashMap<>();
    inputs.put("x", x);
    return of(in -> f.apply(in.getOrDefault("x", x)), inputs);
  }

  /// A function and its derivatives: first the graph of f, then the operations that compute its
  /// gradient in x, then those of the gradient's gradient, and so on. Where a graph uses what an
  /// earlier one computed, it has a leaf of that name, of the kind [Kind#EARLIER]. A value with
  /// several numbers is differentiated as its sum would be: the seeds `ones_1`, `ones_2`, … are the
  /// gradients with which the passes begin.
  ///
  /// @param order how often f is differentiated, at least 1
  public static List<Explanation> derivatives(UnaryOperator<Tensor> f, Tensor x, int order) {
    if (order < 1) {
      throw new IllegalArgumentException("derivatives: order " + order + "; use at least 1");
    }
    Tensor at = x.tracked();
    Recorder recorder = new Recorder();
    List<Explanation> graphs = new ArrayList<>();
    Map<String, Tensor> seeds = new LinkedHashMap<>();
    Map<Tensor, String> known = new IdentityHashMap<>();
    Tensor y = recorder.record((_, _) -> "", () -> Tape.on(() -> f.apply(at)));
    for (int i = 0; i <= order; i++) {
      if (i > 0) {
        Tensor before = y;
        Tensor ones = Tensor.ones(before.dtype(), before.shape());
        seeds.put("ones_" + i, ones);
        y =
            recorder.record(
                (_, _) -> "", () -> Tape.on(() -> Grad.vjp(before, ones, at).getFirst()));
      }
      Builder builder =
          new Builder(recorder.behind(y, i), new Backward()).given("x", Kind.INPUT, at);
      seeds.forEach((name, tensor) -> builder.given(name, Kind.CONSTANT, tensor));
      known.forEach((tensor, name) -> builder.given(name, Kind.EARLIER, tensor));
      List<Node> nodes = builder.nodes(y);
      builder.names().forEach(known::putIfAbsent);
      graphs.add(new Explanation(derivative(i), nodes, builder.id(y), List.of(), List.of()));
    }
    return graphs;
  }

  private static String derivative(int order) {
    return switch (order) {
      case 0 -> "the function";
      case 1 -> "its gradient";
      case 2 -> "the gradient of its gradient";
      default -> "derivative " + order;
    };
  }
}
