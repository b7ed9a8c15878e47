package kierkegrad.report.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import kierkegrad.data.Batch;
import kierkegrad.explain.Explain;
import kierkegrad.explain.Explanation;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.nn.Flatten;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.ELU;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.activation.SiLU;
import kierkegrad.nn.activation.Sigmoid;
import kierkegrad.nn.conv.Conv2d;
import kierkegrad.nn.norm.LayerNorm;
import kierkegrad.nn.pool.MaxPool2d;
import kierkegrad.nn.transformer.MultiheadAttention;
import kierkegrad.nn.transformer.MultiheadOptions;
import kierkegrad.optim.Optimizer;
import kierkegrad.optim.SGD;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// What the tests explain.
final class Samples {
  private static final List<String> CLASSES = List.of("setosa", "versicolor", "virginica");

  private Samples() {}

  static <L extends Layer> L f64(L layer) {
    layer.to(DType.F64);
    return layer;
  }

  /// The lecture's network for Iris, 4-4-3-3 with sigmoids.
  static Sequential lecture() {
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

  /// The first flower of Iris, normalised with the means and deviations of all 150.
  static Batch flower() {
    double[] x = {
      (5.1 - 5.843333333333334) / 0.8253012917851409,
      (3.5 - 3.0573333333333332) / 0.43441096773549437,
      (1.4 - 3.758) / 1.759404065775303,
      (0.2 - 1.1993333333333334) / 0.7596926279021594
    };
    return new Batch(Tensor.of(x, 1, 4), Tensor.of(new long[] {0}));
  }

  /// One step of the lecture's network.
  static ExplainPage iris(Function<List<Parameter>, Optimizer> optimizer, int steps) {
    Sequential net = lecture();
    Optimizer rule = optimizer.apply(net.parameters());
    for (int i = 1; i < steps; i++) {
      Explain.step(net, new CrossEntropyLoss(), rule, flower());
    }
    Explanation e = Explain.step(net, new CrossEntropyLoss(), rule, flower());
    return ExplainPage.of(e)
        .row(
            new Row(
                "iris",
                1,
                List.of("sepal_length", "sepal_width", "petal_length", "petal_width"),
                List.of("5.1", "3.5", "1.4", "0.2"),
                CLASSES,
                Optional.of("setosa")));
  }

  /// Activation functions that simpler ones compose.
  static Explanation composed() {
    Layer net =
        Seed.use(
            Seed.of(3),
            () ->
                new Sequential(
                    new Linear(4, 4), new SiLU(), new Linear(4, 3), new ELU(), new Linear(3, 3)));
    return step(f64(net), flower());
  }

  /// A value that is used twice.
  static Explanation diamond() {
    SequencedMap<String, Tensor> in = new LinkedHashMap<>();
    in.put("x", Tensor.of(new double[] {0.5, -1.2, 2}, 3));
    in.put("w", Tensor.of(new double[] {1, 2, 3}, 3));
    return Explain.of(
        v -> {
          Tensor y =
              v.getOrDefault("x", Tensor.scalar(0)).mul(v.getOrDefault("w", Tensor.scalar(0)));
          return y.sigmoid().add(y.square()).sum();
        },
        in);
  }

  /// A loop that ends when the value is large.
  static Explanation loop(double start) {
    return Explain.of(
        x -> {
          Tensor y = x;
          while (y.item() < 100) {
            y = y.square().add(x);
          }
          return y;
        },
        Tensor.scalar(start).to(DType.F64));
  }

  /// A handwritten 3 of 8×8 pixels.
  private static final String THREE =
      "00077300 00f88e00 000007d0 000afb00 00004cf1 000000f4 02700fb0 008ffb20";

  /// A convolution net on a digit.
  static Explanation digit() {
    Sequential net =
        f64(
            Seed.use(
                Seed.of(5),
                () ->
                    new Sequential(
                        new Conv2d(1, 8, 3),
                        new ReLU(),
                        new MaxPool2d(2),
                        new Flatten(),
                        new Linear(72, 32),
                        new ReLU(),
                        new Linear(32, 10))));
    double[] pixels =
        THREE.replace(" ", "").chars().mapToDouble(c -> Character.digit(c, 16) / 15.0).toArray();
    return step(net, new Batch(Tensor.of(pixels, 1, 1, 8, 8), Tensor.of(new long[] {3})));
  }

  private static Explanation step(Layer net, Batch batch) {
    return Explain.step(net, new CrossEntropyLoss(), new SGD(net.parameters(), 0.05), batch);
  }

  /// A causal transformer block, normalised beforehand, and scores for two words.
  record Block(
      LayerNorm norm1,
      MultiheadAttention attention,
      LayerNorm norm2,
      Linear fc1,
      Linear fc2,
      Linear head)
      implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      Tensor y = x.add(attention.forward(norm1.forward(x)));
      Tensor z = y.add(fc2.forward(fc1.forward(norm2.forward(y)).gelu()));
      return head.forward(z.select(1, -1));
    }
  }

  static Explanation transformer() {
    Block net =
        f64(
            Seed.use(
                Seed.of(7),
                () ->
                    new Block(
                        new LayerNorm(4),
                        new MultiheadAttention(
                            new MultiheadOptions(4, 2).withBatchFirst().withCausal()),
                        new LayerNorm(4),
                        new Linear(4, 16),
                        new Linear(16, 4),
                        new Linear(4, 2))));
    Tensor x = Tensor.randn(Seed.of(2), 1, 3, 4).to(DType.F64);
    return step(net, new Batch(x, Tensor.of(new long[] {1})));
  }

  /// About four nodes for every linear layer and its sigmoid.
  static Explanation deep(int layers) {
    List<Layer> all = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      all.add(new Linear(8, 8));
      all.add(new Sigmoid());
    }
    Sequential net = f64(Seed.use(Seed.of(1), () -> new Sequential(all)));
    return step(
        net, new Batch(Tensor.randn(Seed.of(2), 1, 8).to(DType.F64), Tensor.of(new long[] {1})));
  }
}
