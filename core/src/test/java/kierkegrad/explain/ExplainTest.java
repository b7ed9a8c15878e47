package kierkegrad.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import kierkegrad.data.Batch;
import kierkegrad.grad.Gradients;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.loss.Loss;
import kierkegrad.nn.Flatten;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.GELU;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.activation.Sigmoid;
import kierkegrad.nn.conv.Conv2d;
import kierkegrad.nn.dropout.Dropout;
import kierkegrad.nn.norm.BatchNorm2d;
import kierkegrad.nn.norm.LayerNorm;
import kierkegrad.nn.pool.MaxPool2d;
import kierkegrad.nn.transformer.MultiheadAttention;
import kierkegrad.nn.transformer.MultiheadOptions;
import kierkegrad.optim.SGD;
import kierkegrad.random.Generator;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// What is recorded, under which names, and that its gradients are those of `backward()`.
class ExplainTest {
  private static final Loss LOSS = new CrossEntropyLoss();

  /// A causal block, normalised beforehand.
  record Block(
      LayerNorm norm1, MultiheadAttention attn, LayerNorm norm2, Linear fc1, GELU act, Linear fc2)
      implements Layer {
    Block(int width) {
      this(
          new LayerNorm(width),
          new MultiheadAttention(new MultiheadOptions(width, 2).withBatchFirst().withCausal()),
          new LayerNorm(width),
          new Linear(width, 2 * width),
          new GELU(),
          new Linear(2 * width, width));
    }

    @Override
    public Tensor forward(Tensor x) {
      Tensor y = x.add(attn.forward(norm1.forward(x)));
      return y.add(fc2.forward(act.forward(fc1.forward(norm2.forward(y)))));
    }
  }

  /// Blocks in a plain loop, of which nothing but the running methods knows.
  record Language(List<Block> blocks, Linear head) implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      Tensor y = x.mul(2);
      for (Block block : blocks) {
        y = block.forward(y);
      }
      return head.forward(y.select(1, -1));
    }
  }

  private static <L extends Layer> L f64(L layer) {
    layer.to(DType.F64);
    return layer;
  }

  private static Sequential iris() {
    return f64(
        Seed.use(
            Seed.of(3),
            () ->
                new Sequential(
                    new Linear(4, 4),
                    new Sigmoid(),
                    new Linear(4, 3),
                    new Sigmoid(),
                    new Linear(3, 3))));
  }

  private static Batch flower() {
    return new Batch(Tensor.of(new double[] {5.1, 3.5, 1.4, 0.2}, 1, 4), Tensor.of(new long[] {0}));
  }

  private static Sequential convolutional() {
    return f64(
        Seed.use(
            Seed.of(5),
            () ->
                new Sequential(
                    new Conv2d(1, 2, 3),
                    new BatchNorm2d(2),
                    new ReLU(),
                    new MaxPool2d(2),
                    new Flatten(),
                    new Linear(2, 3))));
  }

  private static Batch images() {
    return new Batch(
        Tensor.randn(Seed.of(1), 2, 1, 4, 4).to(DType.F64), Tensor.of(new long[] {0, 2}));
  }

  private static Language language() {
    return f64(
        Seed.use(
            Seed.of(7), () -> new Language(List.of(new Block(4), new Block(4)), new Linear(4, 3))));
  }

  private static Batch sentences() {
    return new Batch(Tensor.randn(Seed.of(2), 2, 3, 4).to(DType.F64), Tensor.of(new long[] {1, 2}));
  }

  private static Explanation explained(Layer model, Batch batch) {
    return Explain.step(model, LOSS, new SGD(model.parameters(), 0.05), batch);
  }

  private static List<String> operations(Explanation e) {
    return e.nodes().stream().filter(n -> n.op().isPresent()).map(Node::name).toList();
  }

  @Test
  void theLayersOfASequentialNameTheirOperations() {
    assertThat(operations(explained(iris(), flower())))
        .containsExactly("0", "1", "2", "3", "4", "loss.cross_entropy", "loss.sum", "loss.div");
  }

  @Test
  void leavesSayWhatTheyAre() {
    Explanation e = explained(iris(), flower());

    assertThat(e.node("input").node().kind()).isEqualTo(Kind.INPUT);
    assertThat(e.node("target").node().kind()).isEqualTo(Kind.TARGET);
    assertThat(e.node("0.weight").node().kind()).isEqualTo(Kind.PARAMETER);
    assertThat(e.node("0.weight").node().scope()).isEqualTo("0");
    assertThat(e.node("constant(1)").node().kind()).isEqualTo(Kind.CONSTANT);
    assertThat(e.node("loss").node()).isEqualTo(e.result());
  }

  @Test
  void equalLayersWithoutParametersAreToldApartByTheirOrder() {
    Layer net =
        f64(
            new Sequential(
                new Sigmoid(),
                new Sigmoid(),
                new Dropout(0.5),
                new Dropout(0.5),
                new Sequential(new Sigmoid()),
                new Sequential(new Sigmoid()),
                new Linear(4, 3)));

    assertThat(operations(explained(net, flower())))
        .startsWith(
            "0",
            "1",
            "2.detach",
            "2.dropout_mask",
            "2.mul",
            "3.detach",
            "3.dropout_mask",
            "3.mul",
            "4.0",
            "5.0",
            "6");
  }

  @Test
  void theOperationsOfATransformerBelongToItsBlocks() {
    Explanation e = explained(language(), sentences());

    assertThat(operations(e))
        .containsExactly(
            Stream.of(
                    List.of("mul"),
                    block("blocks.0"),
                    block("blocks.1"),
                    List.of("slice", "reshape", "head"),
                    List.of("loss.cross_entropy", "loss.sum", "loss.div"))
                .flatMap(List::stream)
                .toArray(String[]::new));
    assertThat(e.groups())
        .contains(
            new Group("", "Language"),
            new Group("blocks.1", "Block"),
            new Group("blocks.1.attn", "MultiheadAttention"),
            new Group("loss", "CrossEntropyLoss"));
  }

  private static List<String> block(String path) {
    return Stream.of(
            "norm1",
            "attn.linear",
            "attn.self_attention",
            "attn.out_proj",
            "add",
            "norm2",
            "fc1",
            "act",
            "fc2",
            "add_2")
        .map(name -> path + "." + name)
        .toList();
  }

  @Test
  void gradientsAreThoseOfBackward() {
    check(iris(), flower());
    check(convolutional(), images());
    check(language(), sentences());
  }

  private static void check(Layer model, Batch batch) {
    Gradients expected = LOSS.of(model.forward(batch.x()), batch.y()).backward();
    List<double[]> values =
        model.parameters().stream().map(p -> p.value().toDoubleArray()).toList();

    Explanation e = explained(model, batch);

    for (int i = 0; i < values.size(); i++) {
      Parameter p = model.parameters().get(i);
      Node node = e.node(p.name()).node();
      double[] g = expected.of(p).toDoubleArray();
      assertThat(node.gradient().orElseThrow().toDoubleArray()).as(p.name()).isEqualTo(g);
      assertThat(node.value().toDoubleArray()).isEqualTo(values.get(i));
      double[] after = p.value().toDoubleArray();
      for (int k = 0; k < g.length; k++) {
        assertThat(after[k]).isCloseTo(values.get(i)[k] - 0.05 * g[k], within(1e-15));
      }
    }
    checkSums(e);
  }

  /// The gradient of every node is the sum of what its readers send.
  private static void checkSums(Explanation e) {
    for (Node node : e.nodes()) {
      if (node.gradient().isPresent() && node != e.result()) {
        double[] sum = new double[node.shape().elements()];
        for (Use use : node.uses()) {
          Operand operand = e.nodes().get(use.node()).operands().get(use.operand());
          assertThat(operand.node()).isEqualTo(node.id());
          operand
              .gradient()
              .map(Tensor::toDoubleArray)
              .ifPresent(part -> Arrays.setAll(sum, i -> sum[i] + part[i]));
        }
        assertThat(node.gradient().get().toDoubleArray())
            .as(node.name())
            .containsExactly(sum, within(1e-14));
      }
    }
  }

  /// y = x²·sin x + x²: dy/dx² is sin x from the product and 1 from the sum.
  @Test
  void aDiamondHasADuplicateWhoseGradientsAddUp() {
    Explanation e =
        Explain.of(
            x -> {
              Tensor square = x.square();
              return square.mul(x.sin()).add(square);
            },
            Tensor.of(new double[] {1.3}));

    Node twice = e.node("square.duplicate").node();
    assertThat(twice.kind()).isEqualTo(Kind.DUPLICATE);
    assertThat(twice.uses()).hasSize(2);
    assertThat(twice.uses().stream().map(u -> sent(e, u)).toList())
        .containsExactly(Math.sin(1.3), 1.0);
    assertThat(twice.gradient().orElseThrow().item()).isCloseTo(Math.sin(1.3) + 1, within(1e-15));
    assertThat(e.node("x").node().gradient().orElseThrow().item())
        .isCloseTo(2 * 1.3 * Math.sin(1.3) + 1.69 * Math.cos(1.3) + 2.6, within(1e-14));
    checkSums(e);
  }

  private static double sent(Explanation e, Use use) {
    return e.nodes().get(use.node()).operands().get(use.operand()).gradient().orElseThrow().item();
  }

  /// Doubled until it exceeds 100: 7 times from 1, 5 times from 4.
  @Test
  void aLoopMayDependOnTheData() {
    for (double[] example : new double[][] {{1, 7}, {4, 5}}) {
      Explanation e =
          Explain.of(
              x -> {
                Tensor y = x;
                while (y.item() <= 100) {
                  y = y.add(y);
                }
                return y;
              },
              Tensor.of(new double[] {example[0]}));

      assertThat(operations(e)).hasSize((int) example[1]);
      assertThat(e.nodes().stream().filter(n -> n.kind() == Kind.DUPLICATE))
          .hasSize((int) example[1]);
      assertThat(e.node("x").node().gradient().orElseThrow().item())
          .isEqualTo(Math.pow(2, example[1]));
    }
  }

  /// tanh' = 1 − y² and tanh'' = −2y(1 − y²).
  @Test
  void derivativesAreGraphsToo() {
    double x = 0.7;
    double y = Math.tanh(x);

    List<Explanation> graphs = Explain.derivatives(Tensor::tanh, Tensor.of(new double[] {x}), 2);

    assertThat(graphs).hasSize(3);
    assertThat(graphs.get(0).result().value().item()).isCloseTo(y, within(1e-15));
    assertThat(graphs.get(1).result().value().item()).isCloseTo(1 - y * y, within(1e-15));
    assertThat(graphs.get(2).result().value().item())
        .isCloseTo(-2 * y * (1 - y * y), within(1e-15));
    assertThat(graphs.get(1).node("tanh").node().kind()).isEqualTo(Kind.EARLIER);
    assertThat(graphs.get(2).nodes()).extracting(Node::kind).contains(Kind.CONSTANT, Kind.EARLIER);
  }

  @Test
  void whatNoGradientReachesIsRecordedToo() {
    SequencedMap<String, Tensor> in = new LinkedHashMap<>();
    in.put("x", Tensor.of(new double[] {-1, 2}));
    in.put("limit", Tensor.of(new long[] {0}));

    Explanation e =
        Explain.of(
            v -> {
              Tensor x = v.getOrDefault("x", Tensor.zeros(2));
              return Tensor.where(x.gt(v.getOrDefault("limit", x)), x, x.mul(0.1)).sum();
            },
            in);

    Node mask = e.node("gt").node();
    assertThat(mask.gradient()).isEmpty();
    assertThat(mask.operands()).extracting(Operand::gradient).noneMatch(g -> g.isPresent());
    assertThat(e.node("x").node().gradient().orElseThrow().toDoubleArray()).containsExactly(0.1, 1);
  }

  @Test
  void theLossMustBeOneNumber() {
    Linear layer = f64(new Linear(4, 3));

    assertThatThrownBy(
            () -> Explain.step(layer, (y, _) -> y, new SGD(layer.parameters(), 0.1), flower()))
        .hasMessage("explain: the loss is [1, 3], not one number; use its mean or sum");
  }

  /// Parameters that no model has named.
  @Test
  void parametersOfOneNameAreToldApart() {
    Parameter a = new Parameter(Tensor.of(new double[] {2}));
    Parameter b = new Parameter(Tensor.of(new double[] {3}));
    Layer product = x -> x.mul(a.value()).mul(b.value());

    Explanation e =
        Explain.step(
            product,
            (y, _) -> y.sum(),
            new SGD(List.of(a, b), 0.5),
            new Batch(Tensor.of(new double[] {1}, 1, 1), Tensor.of(new long[] {0})));

    assertThat(e.updates())
        .extracting(ParameterUpdate::name)
        .containsExactly("parameter", "parameter_2");
    assertThat(e.update("parameter_2").orElseThrow().after().item()).isEqualTo(3 - 0.5 * 2);
    assertThat(e.node("parameter_2").node().gradient().orElseThrow().item()).isEqualTo(2);
  }

  @Test
  void chanceIsNotAskedAgain() {
    Sequential net = f64(new Sequential(new Dropout(0.5), new Linear(4, 3)));
    Generator generator = Seed.of(9);

    Explanation e = Seed.use(generator, () -> explained(net, flower()));
    String text = Seed.use(generator, e::toString);

    double next = Seed.use(generator, () -> Tensor.rand(Seed.current(), 1)).item();
    Generator same = Seed.of(9);
    Seed.use(same, () -> LOSS.of(net.forward(flower().x()), flower().y()));
    assertThat(next).isEqualTo(Seed.use(same, () -> Tensor.rand(Seed.current(), 1)).item());
    assertThat(text).contains("dropout_mask");
  }

  @Test
  void aFunctionMayGiveItsInput() {
    Explanation e = Explain.of(x -> x, Tensor.of(new double[] {1, 2}));

    assertThat(e.nodes()).hasSize(1);
    assertThat(e.result().shape()).isEqualTo(Shape.of(2));
  }

  @Test
  void anUnknownNameListsNamesThatAreNear() {
    Explanation e = explained(iris(), flower());

    assertThatThrownBy(() -> e.node("0.wieght"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("there is no node 0.wieght; near it are 0.weight, ");
  }
}
