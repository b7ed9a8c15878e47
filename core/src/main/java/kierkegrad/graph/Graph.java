package kierkegrad.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import kierkegrad.grad.Ancestry;
import kierkegrad.grad.Grad;
import kierkegrad.op.View;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tape;
import kierkegrad.tensor.Tensor;
import kierkegrad.tensor.Trace;
import kierkegrad.tensor.Variable;

/// A program as data: the operations that a function performs on tensors of given shapes, in order.
///
/// ```java
/// Graph forward = Graph.of(x -> x.getFirst().tanh().sum(), Graph.input(3));
/// Graph backward = forward.gradient();
/// ```
public final class Graph {
  private final List<Tensor> inputs;
  private final List<Tensor> outputs;
  private final List<Trace.Write> writes;
  private final List<Tensor> nodes;

  Graph(List<Tensor> inputs, List<Tensor> outputs, List<Trace.Write> writes) {
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    this.writes = List.copyOf(writes);
    this.nodes = ordered();
  }

  private Graph(List<Tensor> inputs, List<Tensor> outputs) {
    this(inputs, outputs, List.of());
  }

  /// A float32 input of that shape.
  public static Tensor input(int... shape) {
    return Tensor.symbolic(DType.F32, Shape.of(shape));
  }

  /// Traces a function of inputs of these types and shapes; values of inputs are not read.
  public static Graph of(Function<List<Tensor>, Tensor> f, Tensor... inputs) {
    return trace(in -> List.of(f.apply(in)), List.of(inputs));
  }

  /// Traces a function with several results.
  ///
  /// @see #of
  public static Graph trace(Function<List<Tensor>, List<Tensor>> f, List<Tensor> inputs) {
    List<Tensor> traced = new ArrayList<>();
    for (Tensor input : inputs) {
      traced.add(Tensor.symbolic(input.dtype(), input.shape()));
    }
    Trace trace = new Trace();
    List<Tensor> results = trace.record(() -> Tape.on(() -> f.apply(List.copyOf(traced))));
    return new Graph(traced, results, trace.writes());
  }

  /// The graph of the gradients of this graph's only output, a single number, in every floating
  /// input.
  public Graph gradient() {
    return gradient(inputs.stream().filter(x -> x.dtype().isFloating()).toList());
  }

  /// The graph of the gradients of this graph's only output, a single number, in these parameters.
  ///
  /// ```java
  /// Linear layer = new Linear(4, 3);
  /// Graph forward = Graph.of(in -> layer.forward(in.getFirst()).square().mean(), Graph.input(8, 4));
  /// Graph backward = forward.gradientIn(layer.parameters());
  /// ```
  ///
  /// @throws IllegalArgumentException if one takes no part in the graph, or is frozen
  public Graph gradientIn(List<? extends Variable> parameters) {
    return gradient(parameters.stream().map(this::leaf).toList());
  }

  private Tensor leaf(Variable parameter) {
    return nodes.stream()
        .filter(node -> node.isTracked() && node.variable().filter(v -> v == parameter).isPresent())
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "gradient: "
                    + parameter.name()
                    + " takes no part in this graph, or is frozen; leave it out"));
  }

  private Graph gradient(List<Tensor> wanted) {
    Tensor y = outputs.getFirst();
    if (outputs.size() != 1 || y.elements() != 1) {
      throw new ShapeException(
          "gradient: the graph gives "
              + outputs.stream().map(Tensor::shape).toList()
              + ", not one number; end the function with sum() or mean()");
    }
    return new Graph(inputs, Tape.on(() -> Grad.of(y, wanted.toArray(Tensor[]::new))));
  }

  /// The graph of the gradients of output `output`, weighted with an additional last input of its
  /// shape: `gᵀ·J`.
  public Graph vjp(int output) {
    Tensor y = outputs.get(output);
    Tensor g = Tensor.symbolic(y.dtype(), y.shape());
    Tensor[] wanted = inputs.stream().filter(x -> x.dtype().isFloating()).toArray(Tensor[]::new);
    List<Tensor> all = new ArrayList<>(inputs);
    all.add(g);
    return new Graph(List.copyOf(all), Tape.on(() -> Grad.vjp(y, g, wanted)));
  }

  /// The graph of one of the outputs only, summed to one number, so that it has a [#gradient]
  /// again.
  public Graph sumOf(int output) {
    return new Graph(inputs, List.of(Tape.on(() -> outputs.get(output).sum())));
  }

  /// The inputs, symbolic.
  public List<Tensor> inputs() {
    return inputs;
  }

  /// The outputs.
  public List<Tensor> outputs() {
    return outputs;
  }

  /// What the program writes to boxes at its end, such as running statistics.
  public List<Trace.Write> writes() {
    return writes;
  }

  /// Inputs, constants and results, operands before what is made of them.
  public List<Tensor> nodes() {
    return nodes;
  }

  /// The outputs for these values of the inputs.
  public List<Tensor> run(Tensor... values) {
    if (values.length != inputs.size()) {
      throw new ShapeException(
          "run: the graph has " + inputs.size() + " inputs, got " + values.length);
    }
    Map<Tensor, Tensor> known = new IdentityHashMap<>();
    for (int i = 0; i < values.length; i++) {
      Tensor input = inputs.get(i);
      if (!values[i].shape().equals(input.shape()) || values[i].dtype() != input.dtype()) {
        throw new ShapeException(
            "run: input "
                + i
                + " is "
                + input.dtype().torchName()
                + input.shape()
                + ", got "
                + values[i].dtype().torchName()
                + values[i].shape()
                + "; trace again for other shapes");
      }
      known.put(input, values[i]);
    }
    for (Tensor node : nodes) {
      if (!known.containsKey(node)) {
        known.put(node, evaluate(node, known));
      }
    }
    writes.forEach(write -> write.box().set(result(known, write.value())));
    return outputs.stream().map(y -> result(known, y)).toList();
  }

  private static Tensor evaluate(Tensor node, Map<Tensor, Tensor> known) {
    if (node.op().isEmpty()) {
      return node.variable().map(Variable::value).orElse(node);
    }
    List<Tensor> operands = node.inputs().stream().map(x -> result(known, x)).toList();
    if (node.op().get() instanceof View.Reshape reshape) {
      return operands.getFirst().reshape(reshape.target());
    }
    return Tensor.apply(node.op().get(), operands);
  }

  private static Tensor result(Map<Tensor, Tensor> known, Tensor node) {
    Tensor value = known.get(node);
    if (value == null) {
      throw new IllegalStateException("node before its operand");
    }
    return value;
  }

  private List<Tensor> ordered() {
    List<Tensor> results = new ArrayList<>(outputs);
    writes.forEach(write -> results.add(write.value()));
    Set<Tensor> given = Collections.newSetFromMap(new IdentityHashMap<>());
    given.addAll(inputs);
    List<Tensor> order = new ArrayList<>(inputs);
    for (Tensor node : Ancestry.of(results, false)) {
      if (!given.contains(node)) {
        order.add(node);
      }
    }
    return List.copyOf(order);
  }

  /// One line per node, such as `%2 = matmul(%0, %1) : float32[8, 3]`.
  @Override
  public String toString() {
    return GraphText.lines(this);
  }

  /// The graph in the DOT language of Graphviz.
  public String dot() {
    return GraphText.dot(this);
  }
}
