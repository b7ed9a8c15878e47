package kierkegrad.report.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kierkegrad.explain.Kind;
import kierkegrad.explain.Node;
import kierkegrad.report.explain.PageData.Box;
import kierkegrad.report.explain.PageData.Edge;
import kierkegrad.report.explain.PageData.Layer;
import kierkegrad.report.explain.PageData.Operand;
import kierkegrad.report.explain.PageData.Use;
import kierkegrad.report.explain.PageData.Vertex;
import kierkegrad.report.explain.PageData.View;

/// Pictures of a graph: of all of it if it is small, otherwise one with the outermost layers
/// closed, and one of the inside of each layer.
final class Views {
  /// Up to so many nodes, one picture shows them all.
  private static final int SMALL = 40;

  private final List<Vertex> nodes;
  private final Set<String> layers = new LinkedHashSet<>();
  private final boolean flat;
  private final double leaf;

  /// @param leaf how wide a leaf is
  Views(List<Vertex> nodes, List<Layer> groups, double leaf) {
    this.leaf = leaf;
    this.nodes = nodes;
    this.flat = nodes.size() <= SMALL;
    layers.add("");
    groups.forEach(group -> layers.add(group.path()));
  }

  /// All pictures, the outermost first.
  List<View> all() {
    if (flat) {
      return List.of(view(""));
    }
    return layers.stream().map(this::view).toList();
  }

  /// A node or closed layer, as a key: the number of the node or the path of the layer.
  private Object shown(int node, String view) {
    String scope = nodes.get(node).scope();
    if (flat || scope.equals(view) || !within(scope, view)) {
      return node;
    }
    int start = view.isEmpty() ? 0 : view.length() + 1;
    for (int dot = scope.indexOf('.', start); dot >= 0; dot = scope.indexOf('.', dot + 1)) {
      if (layers.contains(scope.substring(0, dot))) {
        return scope.substring(0, dot);
      }
    }
    return layers.contains(scope) ? scope : node;
  }

  private View view(String view) {
    Layout layout = new Layout();
    Map<Object, Integer> places = new LinkedHashMap<>();
    List<Box> boxes = new ArrayList<>();
    Map<List<Integer>, Boolean> edges = new LinkedHashMap<>();
    for (int reader = 0; reader < nodes.size(); reader++) {
      boolean inside = flat || within(nodes.get(reader).scope(), view);
      if (inside) {
        place(reader, view, places, boxes);
      }
      for (Operand operand : nodes.get(reader).operands()) {
        if (!inside && !within(nodes.get(operand.node()).scope(), view)) {
          continue;
        }
        int from = place(operand.node(), view, places, boxes);
        int to = place(reader, view, places, boxes);
        if (from != to) {
          edges.merge(List.of(from, to), operand.gradient().isPresent(), Boolean::logicalOr);
        }
      }
    }
    layout.boxes(boxes, boxes.stream().map(this::order).toList());
    edges
        .keySet()
        .forEach(edge ->
            layout.edge(
                edge.getFirst(),
                edge.getLast(),
                boxes.get(edge.getFirst()).width() == Layout.WIDE));
    layout.run();
    List<Box> placed = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      placed.add(layout.placed(i, boxes.get(i)));
    }
    List<Edge> lines = new ArrayList<>();
    int number = 0;
    for (Map.Entry<List<Integer>, Boolean> edge : edges.entrySet()) {
      lines.add(
          new Edge(
              edge.getKey().getFirst(),
              edge.getKey().getLast(),
              edge.getValue(),
              layout.points(number++)));
    }
    return new View(view, layout.width(), layout.height(), placed, lines);
  }

  private int place(int node, String view, Map<Object, Integer> places, List<Box> boxes) {
    Object key = shown(node, view);
    Integer known = places.get(key);
    if (known != null) {
      return known;
    }
    Box box =
        key instanceof String group
            ? new Box(-1, group, false, 0, 0, Layout.WIDE, Layout.HIGH)
            : box(node, !flat && !within(nodes.get(node).scope(), view));
    places.put(key, boxes.size());
    boxes.add(box);
    return boxes.size() - 1;
  }

  private Box box(int node, boolean outside) {
    Vertex vertex = nodes.get(node);
    boolean given = vertex.operands().isEmpty() && !vertex.kind().equals("INPUT");
    return given || outside
        ? new Box(
            node,
            "",
            outside,
            0,
            0,
            vertex.kind().equals("CONSTANT") ? Layout.TINY : leaf,
            Layout.LOW)
        : new Box(node, "", false, 0, 0, Layout.WIDE, Layout.HIGH);
  }

  /// A weight stands left of the way of the data, a bias right of it.
  private int order(Box box) {
    if (box.node() < 0 || box.width() == Layout.WIDE || nodes.get(box.node()).uses().isEmpty()) {
      return 0;
    }
    Use use = nodes.get(box.node()).uses().getFirst();
    long before =
        nodes.get(use.node()).operands().stream()
            .limit(use.operand())
            .filter(o -> nodes.get(o.node()).operands().isEmpty())
            .filter(o -> !nodes.get(o.node()).kind().equals("INPUT"))
            .count();
    return before % 2 == 0 ? -1 : 1;
  }

  private static boolean within(String scope, String view) {
    return view.isEmpty() || scope.equals(view) || scope.startsWith(view + ".");
  }

  /// Where a leaf without a layer of its own is shown: with its first reader.
  static List<String> scopes(List<Node> nodes) {
    return nodes.stream()
        .map(node ->
            node.kind() == Kind.CONSTANT && !node.uses().isEmpty()
                ? nodes.get(node.uses().getFirst().node()).scope()
                : node.scope())
        .toList();
  }
}
