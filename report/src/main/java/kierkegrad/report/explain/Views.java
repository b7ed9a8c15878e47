package kierkegrad.report.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kierkegrad.explain.Kind;
import kierkegrad.explain.Node;
import kierkegrad.report.explain.PageData.Box;
import kierkegrad.report.explain.PageData.Crumb;
import kierkegrad.report.explain.PageData.Edge;
import kierkegrad.report.explain.PageData.Layer;
import kierkegrad.report.explain.PageData.Operand;
import kierkegrad.report.explain.PageData.Use;
import kierkegrad.report.explain.PageData.Vertex;
import kierkegrad.report.explain.PageData.View;
import kierkegrad.report.graph.Levels;
import kierkegrad.report.graph.Picture;

/// Pictures of a graph: of all of it if it is small, otherwise one with its layers closed as far as
/// needed, and one of the inside of each ([Levels]).
final class Views {
  private static final String GROUP = "group:";

  private final List<Vertex> nodes;
  private final double leaf;
  private final Picture picture;

  /// @param leaf how wide a leaf is
  Views(List<Vertex> nodes, List<Layer> groups, double leaf) {
    this.nodes = nodes;
    this.leaf = leaf;
    List<Picture.Box> boxes = new ArrayList<>();
    List<Picture.Arrow> arrows = new ArrayList<>();
    for (int id = 0; id < nodes.size(); id++) {
      Vertex node = nodes.get(id);
      String name = Integer.toString(id);
      boxes.add(new Picture.Box(name, Picture.Kind.OPERATION, List.of(node.name()), node.scope()));
      for (Operand operand : node.operands()) {
        arrows.add(new Picture.Arrow(Integer.toString(operand.node()), name, ""));
      }
    }
    List<String> paths = groups.stream().map(Layer::path).filter(p -> !p.isEmpty()).toList();
    List<Picture.Frame> frames =
        groups.stream()
            .filter(group -> !group.path().isEmpty())
            .map(group ->
                new Picture.Frame(
                    group.path(),
                    group.path() + " · " + group.layer(),
                    parent(group.path(), paths),
                    ""))
            .toList();
    this.picture = new Picture("", boxes, arrows, frames);
  }

  private static String parent(String path, List<String> paths) {
    for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
      if (paths.contains(path.substring(0, dot))) {
        return path.substring(0, dot);
      }
    }
    return "";
  }

  /// All pictures, the outermost first.
  List<View> all() {
    return Levels.of(picture, "").stream().map(this::view).toList();
  }

  private View view(Levels.View level) {
    Map<String, Integer> places = new LinkedHashMap<>();
    List<Box> boxes = new ArrayList<>();
    for (Picture.Box box : level.picture().boxes()) {
      places.put(box.id(), boxes.size());
      boxes.add(box(box));
    }
    Layout layout = new Layout();
    layout.boxes(boxes, boxes.stream().map(this::order).toList());
    List<int[]> edges = new ArrayList<>();
    for (Picture.Arrow arrow : level.picture().arrows()) {
      int from = places.getOrDefault(arrow.from(), 0);
      int to = places.getOrDefault(arrow.to(), 0);
      edges.add(new int[] {from, to});
      layout.edge(from, to, boxes.get(from).width() == Layout.WIDE);
    }
    layout.run();
    List<Box> placed = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      placed.add(layout.placed(i, boxes.get(i)));
    }
    List<Edge> lines = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      int from = edges.get(i)[0];
      int to = edges.get(i)[1];
      lines.add(new Edge(from, to, flows(boxes.get(from), boxes.get(to)), layout.points(i)));
    }
    return new View(
        level.id(),
        level.path().stream().map(step -> new Crumb(step.id(), step.title())).toList(),
        layout.width(),
        layout.height(),
        placed,
        lines);
  }

  /// A node, or a closed layer, whose lines are its name and its class.
  private Box box(Picture.Box box) {
    boolean outside = box.kind() == Picture.Kind.OUTSIDE;
    String id = outside ? box.id().substring(box.id().indexOf(':') + 1) : box.id();
    if (id.startsWith(GROUP)) {
      return new Box(
          -1,
          "/" + id.substring(GROUP.length()),
          box.lines().stream().limit(2).toList(),
          outside,
          0,
          0,
          Layout.WIDE,
          Layout.HIGH);
    }
    int node = Integer.parseInt(id);
    Vertex vertex = nodes.get(node);
    boolean given = vertex.operands().isEmpty() && !vertex.kind().equals("INPUT");
    double width = vertex.kind().equals("CONSTANT") ? Layout.TINY : leaf;
    return given || outside
        ? new Box(node, "", List.of(), outside, 0, 0, width, Layout.LOW)
        : new Box(node, "", List.of(), false, 0, 0, Layout.WIDE, Layout.HIGH);
  }

  /// Whether a gradient comes back; between closed layers it is taken to.
  private boolean flows(Box from, Box to) {
    if (from.node() < 0) {
      return true;
    }
    if (to.node() < 0) {
      return nodes.get(from.node()).gradient().isPresent();
    }
    return nodes.get(to.node()).operands().stream()
        .anyMatch(operand -> operand.node() == from.node() && operand.gradient().isPresent());
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

  /// The layer in which every node is shown: a constant's is that of its first reader.
  static List<String> scopes(List<Node> nodes) {
    return nodes.stream()
        .map(node ->
            node.kind() == Kind.CONSTANT && !node.uses().isEmpty()
                ? nodes.get(node.uses().getFirst().node()).scope()
                : node.scope())
        .toList();
  }
}
