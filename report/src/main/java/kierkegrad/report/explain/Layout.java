package kierkegrad.report.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import kierkegrad.report.explain.PageData.Box;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/// Places boxes in layers from top to bottom, with ELK.
final class Layout {
  static final double WIDE = 160;
  static final double HIGH = 40;
  static final double NARROW = 78;
  static final double BROAD = 116;
  static final double TINY = 44;
  static final double LOW = 26;

  private final ElkNode root = ElkGraphUtil.createGraph();
  private final List<ElkNode> nodes = new ArrayList<>();
  private final List<ElkEdge> edges = new ArrayList<>();

  Layout() {
    root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    root.setProperty(LayeredOptions.DIRECTION, Direction.DOWN);
    root.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    root.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.NETWORK_SIMPLEX);
    root.setProperty(LayeredOptions.MERGE_EDGES, true);
    root.setProperty(
        LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.NODES_AND_EDGES);
    root.setProperty(LayeredOptions.PADDING, new ElkPadding(6));
    root.setProperty(LayeredOptions.SPACING_NODE_NODE, 10.0);
    root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 24.0);
    root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 8.0);
    root.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 6.0);
  }

  /// Takes the boxes. Where nothing crosses, those with a small order stand left of the others.
  void boxes(List<Box> boxes, List<Integer> orders) {
    boxes.forEach(_ -> nodes.add(root));
    IntStream.range(0, boxes.size())
        .boxed()
        .sorted(Comparator.comparing(orders::get))
        .forEach(i -> {
          ElkNode node = ElkGraphUtil.createNode(root);
          node.setDimensions(boxes.get(i).width(), boxes.get(i).height());
          nodes.set(i, node);
        });
  }

  /// @param main whether it should be straight: the way of the data, not a weight's
  void edge(int from, int to, boolean main) {
    ElkEdge edge = ElkGraphUtil.createSimpleEdge(nodes.get(from), nodes.get(to));
    edge.setProperty(LayeredOptions.PRIORITY_STRAIGHTNESS, main ? 10 : 0);
    edges.add(edge);
  }

  void run() {
    new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
  }

  double width() {
    return root.getWidth();
  }

  double height() {
    return root.getHeight();
  }

  Box placed(int number, Box box) {
    ElkNode node = nodes.get(number);
    return new Box(
        box.node(),
        box.view(),
        box.lines(),
        box.outside(),
        round(node.getX()),
        round(node.getY()),
        box.width(),
        box.height());
  }

  /// The corners of an edge.
  List<Double> points(int number) {
    List<Double> points = new ArrayList<>();
    for (ElkEdgeSection section : edges.get(number).getSections()) {
      points.add(round(section.getStartX()));
      points.add(round(section.getStartY()));
      for (ElkBendPoint bend : section.getBendPoints()) {
        points.add(round(bend.getX()));
        points.add(round(bend.getY()));
      }
      points.add(round(section.getEndX()));
      points.add(round(section.getEndY()));
    }
    return points;
  }

  private static double round(double pixels) {
    return Math.round(pixels * 10) / 10.0;
  }
}
