package kierkegrad.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import kierkegrad.grad.Gradients;
import kierkegrad.graph.Graph;
import kierkegrad.loss.Loss;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;
import kierkegrad.tensor.Watch;

/// The graph of a model, and to which layer each of its nodes belongs. No value is computed.
///
/// ```java
/// LayerGraph forward = LayerGraph.forward(model, Graph.input(1, 4));
/// forward.graph().nodes().forEach(node -> System.out.println(forward.scope(node)));
/// ```
public final class LayerGraph {
  private static final String LOSS = "loss";

  private final Graph graph;
  private final Map<Tensor, String> scopes;
  private final Set<Tensor> backward;
  private final List<Group> groups;
  private final List<Parameter> parameters;

  private LayerGraph(
      Graph graph,
      Map<Tensor, String> scopes,
      Set<Tensor> backward,
      List<Group> groups,
      List<Parameter> parameters) {
    this.graph = graph;
    this.scopes = scopes;
    this.backward = backward;
    this.groups = List.copyOf(groups);
    this.parameters = List.copyOf(parameters);
  }

  /// What the model does with an input of this type and shape, in the mode in which it is.
  public static LayerGraph forward(Layer model, Tensor input) {
    Scopes scopes = new Scopes(model);
    Map<Tensor, String> found = new IdentityHashMap<>();
    Graph graph =
        Graph.of(
            in ->
                Watch.by(
                    (_, operands, result) -> found.putIfAbsent(result, scopes.of(operands)),
                    () -> model.forward(in.getFirst())),
            input);
    return new LayerGraph(graph, found, none(), scopes.groups(), List.of());
  }

  /// A loss and its gradients in the model's parameters, which are the graph's outputs in that
  /// order, with the forward pass. A node of the backward pass belongs to the layer through which
  /// the gradient passes there. The inputs are those of the model and the targets.
  ///
  /// @param target its type and shape
  public static LayerGraph gradient(Layer model, Loss loss, Tensor input, Tensor target) {
    Scopes scopes = new Scopes(model);
    Map<Tensor, String> found = new IdentityHashMap<>();
    Set<Tensor> backward = none();
    List<Parameter> parameters = new ArrayList<>();
    AtomicReference<Boolean> inModel = new AtomicReference<>(true);
    Graph graph =
        Graph.trace(
            in -> {
              Tensor cost =
                  Watch.by(
                      (_, operands, result) ->
                          found.putIfAbsent(result, inModel.get() ? scopes.of(operands) : LOSS),
                      () -> {
                        Tensor y = model.forward(in.getFirst());
                        inModel.set(false);
                        return loss.of(y, in.get(1));
                      });
              Gradients gradients = reverse(cost, found, backward);
              List<Tensor> results = new ArrayList<>(List.of(cost));
              for (Parameter parameter : model.parameters()) {
                Optional<Tensor> gradient = gradients.find(parameter);
                if (gradient.isPresent()) {
                  parameters.add(parameter);
                  results.add(gradient.get());
                }
              }
              return results;
            },
            List.of(input, target));
    List<Group> groups = new ArrayList<>(scopes.groups());
    groups.add(new Group(LOSS, loss.getClass().getSimpleName()));
    return new LayerGraph(graph, found, backward, groups, parameters);
  }

  /// What was computed since the last operation was passed is what that one sends on.
  private static Gradients reverse(Tensor cost, Map<Tensor, String> found, Set<Tensor> backward) {
    List<Tensor> pending = new ArrayList<>();
    return Watch.by(
        (_, _, result) -> {
          if (!found.containsKey(result)) {
            backward.add(result);
            pending.add(result);
          }
        },
        () ->
            Gradients.backward(
                cost,
                Tensor.ones(cost.dtype(), cost.shape()),
                (result, _, _) -> {
                  String scope = found.getOrDefault(result, "");
                  pending.forEach(node -> found.putIfAbsent(node, scope));
                  pending.clear();
                }));
  }

  private static Set<Tensor> none() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /// The graph.
  public Graph graph() {
    return graph;
  }

  /// The path of the layer that a node belongs to, such as `blocks.0.attn`: that which computes it,
  /// or whose parameter it is; empty for the model itself and its inputs, `loss` for the loss.
  public String scope(Tensor node) {
    return node.variable()
        .map(box -> Scopes.parent(box.name()))
        .orElseGet(() -> scopes.getOrDefault(node, ""));
  }

  /// Whether a node belongs to the backward pass.
  public boolean isBackward(Tensor node) {
    return backward.contains(node);
  }

  /// The model's layers under their paths, the model itself first, and the loss.
  public List<Group> groups() {
    return groups;
  }

  /// Whose gradients the graph's outputs after the first are, in their order; none for a forward
  /// graph.
  public List<Parameter> parameters() {
    return parameters;
  }
}
