package kierkegrad.report.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import kierkegrad.explain.Explanation;
import kierkegrad.explain.Kind;
import kierkegrad.explain.Node;
import kierkegrad.explain.NodeExplanation;
import kierkegrad.explain.ParameterUpdate;
import kierkegrad.explain.Style;
import kierkegrad.explain.Working;
import kierkegrad.op.Formula;
import kierkegrad.report.explain.PageData.Entry;
import kierkegrad.report.explain.PageData.Graph;
import kierkegrad.report.explain.PageData.Jacobian;
import kierkegrad.report.explain.PageData.Layer;
import kierkegrad.report.explain.PageData.Line;
import kierkegrad.report.explain.PageData.Lines;
import kierkegrad.report.explain.PageData.Memory;
import kierkegrad.report.explain.PageData.Operand;
import kierkegrad.report.explain.PageData.Rule;
import kierkegrad.report.explain.PageData.Setting;
import kierkegrad.report.explain.PageData.Update;
import kierkegrad.report.explain.PageData.Use;
import kierkegrad.report.explain.PageData.Vertex;
import kierkegrad.report.page.Tex;
import kierkegrad.tensor.Shape;

/// Collects what a page shows of an explanation.
final class Collector {
  /// About so many characters of workings a page may hold; every node has the same share.
  private static final long WORKINGS = 2_000_000;

  /// Even in a huge graph, the first entries of every node have workings.
  private static final long LEAST_WORKINGS = 500;

  /// Sums of more terms are cut.
  private static final int TERMS = 64;

  /// So many entries has the largest Jacobian that is shown.
  private static final long JACOBIAN = 2_304;

  private static final Style EXACT = new Style(17, TERMS);

  private final Tensors tensors;
  private final Budget jacobians = new Budget(60_000);

  Collector(Tensors tensors) {
    this.tensors = tensors;
  }

  /// @param leaf how wide a leaf is drawn
  Graph graph(String title, Explanation e, double leaf) {
    List<String> scopes = Views.scopes(e.nodes());
    long share = Math.max(LEAST_WORKINGS, WORKINGS / Math.max(1, e.nodes().size()));
    List<Vertex> nodes = new ArrayList<>();
    for (Node node : e.nodes()) {
      nodes.add(vertex(e.explain(node), scopes.get(node.id()), new Budget(share)));
    }
    List<Layer> groups =
        e.groups().stream().map(group -> new Layer(group.path(), group.layer())).toList();
    List<Update> updates = e.updates().stream().map(u -> update(u, new Budget(share))).toList();
    return new Graph(
        title,
        nodes,
        e.result().id(),
        groups,
        updates,
        probabilities(e),
        new Views(nodes, groups, leaf).all());
  }

  private static List<Double> probabilities(Explanation e) {
    return e.nodes().stream()
        .filter(node -> node.opName().equals("cross_entropy") && node.shape().elements() == 1)
        .map(node -> e.nodes().get(node.operands().getFirst().node()).value())
        .findFirst()
        .map(scores -> Arrays.stream(scores.softmax(1).toDoubleArray()).boxed().toList())
        .orElse(List.of());
  }

  private Vertex vertex(NodeExplanation explained, String scope, Budget budget) {
    Node node = explained.node();
    List<Operand> operands = new ArrayList<>();
    for (int i = 0; i < node.operands().size(); i++) {
      int operand = i;
      kierkegrad.explain.Operand of = node.operands().get(i);
      List<Entry> workings =
          of.gradient()
              .map(g ->
                  entries(
                      g.shape(),
                      new Budget(budget.share(2L * node.operands().size())),
                      entry -> explained.gradient(operand, entry)))
              .orElse(List.of());
      operands.add(
          new Operand(of.node(), explained.letter(i), tensors.add(of.gradient()), workings));
    }
    return new Vertex(
        node.name(),
        scope,
        node.kind().name(),
        node.opName(),
        node.attributes(),
        explained.letter(),
        node.formula().map(Collector::rule),
        operands,
        node.uses().stream().map(use -> new Use(use.node(), use.operand())).toList(),
        tensors.add(node.value()),
        tensors.add(node.gradient()),
        node.kind() == Kind.OPERATION
            ? entries(node.shape(), new Budget(budget.share(2)), explained::value)
            : List.of(),
        jacobians(explained));
  }

  /// Those that are not large, as long as there is room.
  private List<Jacobian> jacobians(NodeExplanation explained) {
    Node node = explained.node();
    List<Jacobian> all = new ArrayList<>();
    for (int i = 0; node.kind() == Kind.OPERATION && i < node.operands().size(); i++) {
      kierkegrad.explain.Operand operand = node.operands().get(i);
      long entries =
          operand.gradient().map(g -> (long) g.elements() * node.value().elements()).orElse(0L);
      if (entries > 0 && entries <= JACOBIAN && jacobians.take(entries)) {
        kierkegrad.explain.Jacobian j = explained.jacobian(i);
        all.add(
            new Jacobian(
                i, node.value().elements(), j.columns().elements(), tensors.add(j.matrix())));
      }
    }
    return all;
  }

  private static Rule rule(Formula formula) {
    return new Rule(
        formula.forward(),
        tex(formula.forward()),
        formula.gradients(),
        formula.gradients().stream().map(Collector::tex).toList());
  }

  private static String tex(String formula) {
    return Tex.translate(formula);
  }

  /// The workings of as many entries as there is room for, from the first on.
  private static List<Entry> entries(Shape shape, Budget budget, IntFunction<Working> working) {
    List<Entry> entries = new ArrayList<>();
    for (int entry = 0; entry < shape.elements() && !budget.isSpent(); entry++) {
      Line line = line(working.apply(entry));
      budget.spend(size(line));
      entries.add(new Entry(entry, line));
    }
    return entries;
  }

  private Update update(ParameterUpdate update, Budget budget) {
    List<Lines> workings = new ArrayList<>();
    for (int entry = 0; entry < update.before().elements() && !budget.isSpent(); entry++) {
      List<Line> lines = update.workings(entry).stream().map(Collector::line).toList();
      lines.forEach(line -> budget.spend(size(line)));
      workings.add(new Lines(entry, lines));
    }
    return new Update(
        update.name(),
        update.node(),
        update.optimizer(),
        update.rules(),
        update.rules().stream().map(Collector::tex).toList(),
        update.settings().stream().map(s -> new Setting(s.symbol(), s.value())).toList(),
        update.memory().stream()
            .map(m -> new Memory(m.symbol(), tensors.add(m.before()), tensors.add(m.after())))
            .toList(),
        tensors.add(update.before()),
        tensors.add(update.gradient()),
        tensors.add(update.after()),
        workings);
  }

  private static Line line(Working working) {
    return new Line(
        working.name(),
        working.symbols(),
        working.numbers(EXACT),
        working.result(),
        working.reads().stream()
            .map(read -> List.of(read.source().ordinal(), read.operand(), read.entry()))
            .toList(),
        working.given().stream().map(Collector::line).toList());
  }

  private static long size(Line line) {
    return 80L
        + line.symbols().length()
        + line.numbers().length()
        + 10L * line.reads().size()
        + line.given().stream().mapToLong(Collector::size).sum();
  }
}
