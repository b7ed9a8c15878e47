package kierkegrad.explain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kierkegrad.graph.Graph;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.op.View;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// A model at a glance: what each layer gives, how many parameters it has, how much it computes and
/// how much memory it takes.
///
/// ```java
/// System.out.println(Summary.of(model, Shape.of(1, 4)));
/// ```
///
/// FLOPs are those of a forward pass. A multiplication, an addition, a comparison or a function
/// such as `exp` of one number counts as one, so a product with a sum counts as two:
///
/// | operation | FLOPs, for a result of n numbers |
/// |---|---|
/// | matrix product over k | 2·k·n |
/// | linear, k inputs | 2·k·n, and n for the bias |
/// | convolution, c channels, g groups, window h·w | 2·(c/g)·h·w·n, and n for the bias |
/// | element-wise, such as add, relu, tanh | n (GELU 4·n) |
/// | pooling, window h·w | h·w·n |
/// | sum, mean, largest of m numbers | m |
/// | softmax, log-softmax | 4·n |
/// | layer or batch norm | 7·n |
/// | attention of s rows to t, h heads of d | h·s·t·(4·d + 5) |
/// | reshape, permute, slice, concat, copy | 0 |
///
/// Memory is that of the parameters and of the activations, by which every result of an operation
/// is meant that does not only relabel another one. A compiled program needs less, for it uses
/// places again.
///
/// @param input the shape of what goes in
/// @param rows the layers in the order in which they first compute
public record Summary(Shape input, List<Row> rows) {
  /// A layer, or an operation of a model's own between its layers.
  ///
  /// @param name the layer's path; with the operation's name for one between layers
  /// @param type the layer's class, or the operation's name
  /// @param output the shape of its last result
  /// @param parameters the number of trained numbers; those of a layer that is used twice count at
  ///   the first
  /// @param flops of a forward pass
  /// @param parameterBytes memory of the parameters
  /// @param activationBytes memory of the results
  public record Row(
      String name,
      String type,
      Shape output,
      long parameters,
      long flops,
      long parameterBytes,
      long activationBytes) {
    /// Of parameters and activations, in bytes.
    public long memory() {
      return parameterBytes + activationBytes;
    }

    private Row and(Tensor node, List<Parameter> read) {
      boolean relabels = node.op().filter(op -> op instanceof View).isPresent();
      return new Row(
          name,
          type,
          node.shape(),
          parameters + read.stream().mapToLong(p -> p.value().elements()).sum(),
          flops + Flops.of(node),
          parameterBytes + read.stream().mapToLong(Summary::bytes).sum(),
          activationBytes + (relabels ? 0 : (long) node.elements() * node.dtype().bytes()));
    }
  }

  /// Keeps an immutable copy.
  public Summary {
    rows = List.copyOf(rows);
  }

  /// Of a model for a float input of this shape, the batch included: `[1, 4]` for one row of four
  /// numbers. The input has the type of the first parameter.
  ///
  /// @throws kierkegrad.tensor.ShapeException if the model does not take that shape
  public static Summary of(Layer model, Shape input) {
    List<Parameter> parameters = model.parameters();
    Tensor x =
        parameters.isEmpty()
            ? Graph.input(input.toArray())
            : Tensor.symbolic(parameters.getFirst().value().dtype(), input);
    return of(LayerGraph.forward(model, x), parameters, input);
  }

  private static Summary of(LayerGraph layers, List<Parameter> parameters, Shape input) {
    Map<String, String> types =
        layers.groups().stream().collect(Collectors.toMap(Group::path, Group::layer));
    List<Tensor> nodes =
        layers.graph().nodes().stream().filter(node -> node.op().isPresent()).toList();
    Names names = new Names(nodes.stream().map(layers::scope).distinct().toList());
    Map<String, Row> rows = new LinkedHashMap<>();
    Set<Parameter> counted = new HashSet<>();
    for (Tensor node : nodes) {
      String scope = layers.scope(node);
      String opName = node.op().orElseThrow().opName();
      boolean between = isOuter(scope, types.keySet());
      List<Parameter> read =
          node.inputs().stream()
              .flatMap(in -> in.variable().stream())
              .filter(box -> box instanceof Parameter p && counted.add(p))
              .map(Parameter.class::cast)
              .toList();
      if (between && node.op().orElseThrow() instanceof View && read.isEmpty()) {
        continue;
      }
      String name = between ? names.operation(scope, opName) : scope;
      Row row =
          rows.getOrDefault(
              name,
              new Row(
                  name.isEmpty() ? opName : name,
                  between ? opName : Objects.requireNonNullElse(types.get(scope), opName),
                  node.shape(),
                  0,
                  0,
                  0,
                  0));
      rows.put(name, row.and(node, read));
    }
    for (Parameter unused : parameters) {
      if (counted.add(unused)) {
        long count = unused.value().elements();
        rows.put(
            unused.name(),
            new Row(unused.name(), "unused", Shape.of(0), count, 0, bytes(unused), 0));
      }
    }
    return new Summary(input, List.copyOf(rows.values()));
  }

  /// Whether a scope has layers within.
  private static boolean isOuter(String scope, Set<String> paths) {
    return scope.isEmpty()
        ? paths.size() > 1
        : paths.stream().anyMatch(path -> path.startsWith(scope + "."));
  }

  private static long bytes(Parameter parameter) {
    return (long) parameter.value().elements() * parameter.value().dtype().bytes();
  }

  /// The number of trained numbers.
  public long parameters() {
    return rows.stream().mapToLong(Row::parameters).sum();
  }

  /// Of a forward pass on the whole input.
  public long flops() {
    return rows.stream().mapToLong(Row::flops).sum();
  }

  /// Of all parameters, in bytes.
  public long parameterBytes() {
    return rows.stream().mapToLong(Row::parameterBytes).sum();
  }

  /// Of all results, in bytes.
  public long activationBytes() {
    return rows.stream().mapToLong(Row::activationBytes).sum();
  }

  /// A table that fits a terminal, with totals below.
  @Override
  public String toString() {
    List<String[]> lines = new ArrayList<>();
    lines.add(new String[] {"layer", "type", "output", "parameters", "FLOPs", "memory"});
    for (Row row : rows) {
      lines.add(
          new String[] {
            row.name(),
            row.type(),
            row.type().equals("unused") ? "" : row.output().toString(),
            number(row.parameters()),
            number(row.flops()),
            bytes(row.memory())
          });
    }
    lines.add(
        new String[] {
          "total",
          "",
          "",
          number(parameters()),
          number(flops()),
          bytes(parameterBytes() + activationBytes())
        });
    int[] widths =
        IntStream.range(0, 6)
            .map(i -> lines.stream().mapToInt(line -> line[i].length()).max().orElse(0))
            .toArray();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      if (i == 1 || i == lines.size() - 1) {
        text.append("─".repeat(IntStream.of(widths).sum() + 2 * (widths.length - 1))).append('\n');
      }
      text.append(line(lines.get(i), widths)).append('\n');
    }
    return text.append("\nfor an input of ")
        .append(input)
        .append(": parameters ")
        .append(bytes(parameterBytes()))
        .append(", activations ")
        .append(bytes(activationBytes()))
        .append('\n')
        .toString();
  }

  /// Words flush left, numbers flush right.
  private static String line(String[] cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String space = " ".repeat(widths[i] - cells[i].length());
      line.append(i == 0 ? "" : "  ").append(i < 3 ? cells[i] + space : space + cells[i]);
    }
    return line.toString().stripTrailing();
  }

  private static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /// In bytes, or in the largest unit that leaves at least one.
  private static String bytes(long n) {
    if (n < 1024) {
      return n + " B";
    }
    double value = n;
    int unit = 0;
    while (value >= 1024 && unit < 4) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %ciB", value, " KMGT".charAt(unit));
  }
}
