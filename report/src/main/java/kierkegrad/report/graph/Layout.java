package kierkegrad.report.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/// A picture whose parts have their places, in pixels from its upper left corner.
///
/// The layout is Sugiyama's in layers (the Eclipse Layout Kernel's), from top to bottom: operands
/// above what is made of them. The same picture is laid out in the same way every time.
///
/// @param picture what is shown
/// @param width of the whole
/// @param height of the whole
/// @param boxes the places of the boxes, by id
/// @param frames the places of the frames, by path
/// @param routes the arrows, each with its corners
public record Layout(
    Picture picture,
    double width,
    double height,
    Map<String, Place> boxes,
    Map<String, Place> frames,
    List<Route> routes) {
  private static final double MARGIN = 12;
  private static final double FRAME_TOP = 34;
  private static final double FRAME_SIDE = 14;

  /// A rectangle.
  public record Place(double x, double y, double width, double height) {}

  /// A place.
  public record Point(double x, double y) {}

  /// An arrow.
  ///
  /// @param points from its beginning over its corners to its head
  /// @param label the place of its label, if it has one
  public record Route(Picture.Arrow arrow, List<Point> points, Optional<Place> label) {}

  /// Lays a picture out.
  public static Layout of(Picture picture) {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    ElkNode root = ElkGraphUtil.createGraph();
    options(root);
    Map<String, ElkNode> frames = new LinkedHashMap<>();
    for (Picture.Frame frame : picture.groups()) {
      ElkNode node = ElkGraphUtil.createNode(frames.getOrDefault(frame.parent(), root));
      options(node);
      node.setProperty(
          CoreOptions.PADDING, new ElkPadding(FRAME_TOP, FRAME_SIDE, FRAME_SIDE, FRAME_SIDE));
      // Only as wide as its title where its boxes are narrow.
      node.setProperty(
          CoreOptions.NODE_SIZE_CONSTRAINTS,
          org.eclipse.elk.core.options.SizeConstraint.minimumSize());
      node.setProperty(
          CoreOptions.NODE_SIZE_MINIMUM,
          new org.eclipse.elk.core.math.KVector(Texts.frame(frame.title()), FRAME_TOP));
      frames.put(frame.path(), node);
    }
    Map<String, ElkNode> boxes = new LinkedHashMap<>();
    for (Picture.Box box : picture.boxes()) {
      ElkNode node = ElkGraphUtil.createNode(frames.getOrDefault(box.group(), root));
      node.setDimensions(Texts.width(box), Texts.height(box));
      boxes.put(box.id(), node);
    }
    Map<Picture.Arrow, ElkEdge> edges = new LinkedHashMap<>();
    for (Picture.Arrow arrow : picture.arrows()) {
      edges.computeIfAbsent(arrow, a -> edge(a, boxes));
    }
    new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
    List<Route> routes = new ArrayList<>();
    edges.forEach((arrow, edge) -> routes.add(route(arrow, edge)));
    return new Layout(
        picture, root.getWidth(), root.getHeight(), places(boxes), places(frames), routes);
  }

  private static void options(ElkNode node) {
    node.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    node.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
    node.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    node.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
    node.setProperty(CoreOptions.PADDING, new ElkPadding(MARGIN));
    node.setProperty(CoreOptions.RANDOM_SEED, 1);
    node.setProperty(CoreOptions.SPACING_NODE_NODE, 22.0);
    node.setProperty(CoreOptions.SPACING_EDGE_NODE, 14.0);
    node.setProperty(CoreOptions.SPACING_EDGE_EDGE, 10.0);
    node.setProperty(CoreOptions.SPACING_EDGE_LABEL, 4.0);
    node.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 30.0);
    node.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 14.0);
    node.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 10.0);
  }

  private static ElkEdge edge(Picture.Arrow arrow, Map<String, ElkNode> boxes) {
    ElkEdge edge = ElkGraphUtil.createSimpleEdge(box(arrow.from(), boxes), box(arrow.to(), boxes));
    if (!arrow.label().isEmpty()) {
      ElkLabel label = ElkGraphUtil.createLabel(arrow.label(), edge);
      label.setDimensions(Texts.label(arrow.label()), Texts.LABEL_HEIGHT);
    }
    return edge;
  }

  private static ElkNode box(String id, Map<String, ElkNode> boxes) {
    ElkNode node = boxes.get(id);
    if (node == null) {
      throw new IllegalArgumentException("picture: an arrow names " + id + ", which is no box");
    }
    return node;
  }

  private static Map<String, Place> places(Map<String, ElkNode> nodes) {
    Map<String, Place> places = new HashMap<>();
    nodes.forEach((id, node) -> {
      Point corner = corner(node);
      places.put(id, new Place(corner.x(), corner.y(), node.getWidth(), node.getHeight()));
    });
    return places;
  }

  /// Where a node is in the whole picture; ELK counts from the node around it.
  private static Point corner(ElkNode node) {
    double x = 0;
    double y = 0;
    for (ElkNode n = node; n.getParent() != null; n = n.getParent()) {
      x += n.getX();
      y += n.getY();
    }
    return new Point(x, y);
  }

  private static Route route(Picture.Arrow arrow, ElkEdge edge) {
    Point origin = corner(edge.getContainingNode());
    List<Point> points = new ArrayList<>();
    for (ElkEdgeSection section : edge.getSections()) {
      points.add(new Point(origin.x() + section.getStartX(), origin.y() + section.getStartY()));
      section
          .getBendPoints()
          .forEach(p -> points.add(new Point(origin.x() + p.getX(), origin.y() + p.getY())));
      points.add(new Point(origin.x() + section.getEndX(), origin.y() + section.getEndY()));
    }
    Optional<Place> label =
        edge.getLabels().stream()
            .findFirst()
            .map(l ->
                new Place(
                    origin.x() + l.getX(), origin.y() + l.getY(), l.getWidth(), l.getHeight()));
    return new Route(arrow, List.copyOf(points), label);
  }
}
