package kierkegrad.report.graph;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kierkegrad.explain.Group;
import kierkegrad.explain.LayerGraph;
import kierkegrad.op.Op;
import kierkegrad.report.graph.Picture.Arrow;
import kierkegrad.report.graph.Picture.Box;
import kierkegrad.report.graph.Picture.Frame;
import kierkegrad.report.graph.Picture.Kind;
import kierkegrad.tensor.Tensor;

/// The picture of a graph, with all its nodes, in frames for its layers. The backward pass has
/// frames of its own, whose titles begin with ∇.
public final class GraphPicture {
  private static final String GRADIENT = "∇";
  private static final int LONGEST = 30;

  private final LayerGraph layers;
  private final Map<Tensor, String> ids = new IdentityHashMap<>();

  /// The first that reads a node, beside which a constant stands.
  private final Map<Tensor, Tensor> readers = new IdentityHashMap<>();

  private final List<Box> boxes = new ArrayList<>();
  private final Set<Arrow> arrows = new LinkedHashSet<>();

  private GraphPicture(LayerGraph layers) {
    this.layers = layers;
  }

  /// Of a model's graph.
  ///
  /// @param title what it shows
  public static Picture of(LayerGraph layers, String title) {
    return new GraphPicture(layers).picture(title);
  }

  private Picture picture(String title) {
    layers
        .graph()
        .nodes()
        .forEach(node -> node.inputs().forEach(operand -> readers.putIfAbsent(operand, node)));
    for (Tensor node : layers.graph().nodes()) {
      String id = "n" + ids.size();
      ids.put(node, id);
      boxes.add(box(id, node));
      for (Tensor operand : node.inputs()) {
        arrows.add(new Arrow(id(operand), id, operand.shape().toString()));
      }
    }
    outputs();
    return new Picture(title, boxes, List.copyOf(arrows), frames());
  }

  private String id(Tensor node) {
    return ids.getOrDefault(node, "");
  }

  private String group(Tensor node) {
    Tensor place = isConstant(node) ? readers.getOrDefault(node, node) : node;
    String scope = layers.scope(place);
    return layers.isBackward(place) && !scope.isEmpty() ? GRADIENT + scope : scope;
  }

  private boolean isConstant(Tensor node) {
    return node.op().isEmpty()
        && node.variable().isEmpty()
        && !layers.graph().inputs().contains(node);
  }

  private Box box(String id, Tensor node) {
    String type = node.dtype().torchName() + node.shape();
    String group = group(node);
    if (node.op().isPresent()) {
      Op op = node.op().get();
      List<String> lines = new ArrayList<>(List.of(op.opName()));
      if (!op.attributes().isEmpty()) {
        lines.add(shortened(op.attributes()));
      }
      lines.add(node.shape().toString());
      Kind kind = layers.isBackward(node) ? Kind.GRADIENT : Kind.OPERATION;
      String place = group.isEmpty() ? "" : group + ": ";
      String note = place + op.opName() + "\n" + op.formula().forward() + "\n" + type;
      return new Box(id, kind, lines, group, note, "");
    }
    if (node.variable().isPresent()) {
      String name = node.variable().get().name();
      return new Box(
          id,
          Kind.PARAMETER,
          List.of(within(name, group), node.shape().toString()),
          group,
          name + "\n" + type,
          "");
    }
    int input = layers.graph().inputs().indexOf(node);
    if (input >= 0) {
      String name = input == 0 ? "input" : "target";
      return new Box(
          id, Kind.INPUT, List.of(name, node.shape().toString()), "", name + "\n" + type, "");
    }
    boolean number = !node.isSymbolic() && node.elements() == 1;
    List<String> lines =
        number ? List.of(number(node.item())) : List.of("constant", node.shape().toString());
    return new Box(id, Kind.CONSTANT, lines, group, "constant\n" + type, "");
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e6
        ? Long.toString((long) value)
        : Float.toString((float) value);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  private static String within(String name, String group) {
    return name.startsWith(group + ".") ? name.substring(group.length() + 1) : name;
  }

  private void outputs() {
    List<Tensor> outputs = layers.graph().outputs();
    for (int i = 0; i < outputs.size(); i++) {
      Tensor node = outputs.get(i);
      boolean gradient = !layers.parameters().isEmpty() && i > 0;
      String parameter = gradient ? layers.parameters().get(i - 1).name() : "";
      int dot = parameter.lastIndexOf('.');
      String group = gradient && dot > 0 ? GRADIENT + parameter.substring(0, dot) : "";
      String word = layers.parameters().isEmpty() ? "output" : "C, the loss";
      String name = gradient ? "dC/d " + parameter.substring(dot + 1) : word;
      String note = (gradient ? "dC/d " + parameter : word) + "\n" + node.shape();
      boxes.add(
          new Box("o" + i, Kind.OUTPUT, List.of(name, node.shape().toString()), group, note, ""));
      arrows.add(new Arrow(id(node), "o" + i, node.shape().toString()));
    }
  }

  /// One frame for each group that has a box, and for those around it.
  private List<Frame> frames() {
    Set<String> known = new TreeSet<>();
    for (Group group : layers.groups()) {
      known.add(group.path());
      known.add(GRADIENT + group.path());
    }
    List<Frame> frames = new ArrayList<>();
    for (String mark : List.of("", GRADIENT)) {
      for (Group group : layers.groups()) {
        String path = mark + group.path();
        boolean used =
            boxes.stream()
                .anyMatch(b -> b.group().equals(path) || b.group().startsWith(path + "."));
        if (!group.path().isEmpty() && used) {
          String title = mark + group.path() + " · " + group.layer();
          frames.add(new Frame(path, title, parent(path, known), ""));
        }
      }
    }
    return frames;
  }

  private static String parent(String path, Set<String> known) {
    for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
      if (known.contains(path.substring(0, dot))) {
        return path.substring(0, dot);
      }
    }
    return "";
  }
}
