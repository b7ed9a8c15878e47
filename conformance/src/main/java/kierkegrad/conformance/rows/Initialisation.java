package kierkegrad.conformance.rows;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import kierkegrad.conformance.Deviation;
import kierkegrad.conformance.Drawn;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.conformance.Values;
import kierkegrad.conformance.oracle.Modules;
import kierkegrad.nn.Bilinear;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Linear;
import kierkegrad.nn.activation.PReLU;
import kierkegrad.nn.conv.Conv1d;
import kierkegrad.nn.conv.Conv2d;
import kierkegrad.nn.conv.Conv3d;
import kierkegrad.nn.conv.ConvTranspose1d;
import kierkegrad.nn.conv.ConvTranspose2d;
import kierkegrad.nn.conv.ConvTranspose3d;
import kierkegrad.nn.embedding.Embedding;
import kierkegrad.nn.embedding.EmbeddingBag;
import kierkegrad.nn.embedding.EmbeddingOptions;
import kierkegrad.nn.init.Fan;
import kierkegrad.nn.init.Gain;
import kierkegrad.nn.init.Init;
import kierkegrad.nn.norm.BatchNorm2d;
import kierkegrad.nn.norm.LayerNorm;
import kierkegrad.nn.recurrent.GRU;
import kierkegrad.nn.recurrent.GRUCell;
import kierkegrad.nn.recurrent.LSTM;
import kierkegrad.nn.recurrent.LSTMCell;
import kierkegrad.nn.recurrent.RNN;
import kierkegrad.nn.recurrent.RNNCell;
import kierkegrad.nn.recurrent.RecurrentOptions;
import kierkegrad.nn.transformer.MultiheadAttention;
import kierkegrad.nn.transformer.MultiheadOptions;
import kierkegrad.nn.transformer.Transformer;
import kierkegrad.nn.transformer.TransformerDecoderLayer;
import kierkegrad.nn.transformer.TransformerEncoder;
import kierkegrad.nn.transformer.TransformerEncoderLayer;
import kierkegrad.nn.transformer.TransformerOptions;
import kierkegrad.op.Window;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Starting values: those of `torch.nn.init`, and those of whole layers.
public final class Initialisation {
  private static final String BITS = "equal to the bit";
  private static final String NEARLY =
      "float32 to the bit; of float64 one in 500 differs in its last bit";

  private Initialisation() {}

  /// Its rows.
  public static void rows(Table table) {
    fixed(table);
    gains(table);
    random(table);
    orthogonal(table);
    layers(table);
  }

  private interface Start {
    Tensor of(DType type, Shape shape);
  }

  private static Row row(Table table, String name) {
    return table.row(Kind.INITIALISATION, name);
  }

  private static void fixed(Table table) {
    constant(table, "zeros_", "torch.zeros", Init::zeros);
    constant(table, "ones_", "torch.ones", Init::ones);
    Row constant = row(table, "constant_").remark(BITS);
    for (int[] shape : new int[][] {{0}, {3}, {2, 3}}) {
      constant.same(
          "torch.full_like(a, 0.3)",
          xs -> Init.constant(xs.getFirst().dtype(), xs.getFirst().shape(), 0.3),
          Input.numbers(shape).fixed());
    }
    Row eye = row(table, "eye_").remark(BITS);
    for (int[] shape : new int[][] {{3, 3}, {2, 4}, {4, 2}, {0, 2}, {1, 1}}) {
      eye.same(
          "torch.eye(" + shape[0] + ", " + shape[1] + ", dtype=a.dtype)",
          xs -> Init.eye(xs.getFirst().dtype(), Shape.of(shape)),
          Input.numbers(1).fixed());
    }
    Row dirac = row(table, "dirac_").remark(BITS);
    for (int[] shape : new int[][] {{3, 2, 3}, {2, 4, 4}, {4, 2, 3, 5}, {6, 3, 1, 2, 3}}) {
      for (int groups : new int[] {1, shape[0], 2}) {
        if (shape[0] % groups == 0) {
          dirac.same(
              dirac(shape, groups),
              xs -> Init.dirac(xs.getFirst().dtype(), Shape.of(shape), groups),
              Input.numbers(1).fixed());
        }
      }
    }
  }

  private static void constant(Table table, String name, String function, Start ours) {
    Row row = row(table, name).remark(BITS);
    for (int[] shape : new int[][] {{0}, {3}, {2, 3}}) {
      row.same(
          function + "_like(a)",
          xs -> ours.of(xs.getFirst().dtype(), xs.getFirst().shape()),
          Input.numbers(shape).fixed());
    }
  }

  private static String dirac(int[] shape, int groups) {
    StringBuilder middle = new StringBuilder();
    for (int dim = 2; dim < shape.length; dim++) {
      middle.append(", ").append(shape[dim] / 2);
    }
    String sizes = Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    int each = shape[0] / groups;
    return "x = torch.zeros(["
        + sizes
        + "], dtype=a.dtype)\nfor g in range("
        + groups
        + "):\n for d in range("
        + Math.min(each, shape[1])
        + "):\n  x[g * "
        + each
        + " + d, d"
        + middle
        + "] = 1\nreturn x";
  }

  /// What `torch.nn.init.calculate_gain` says.
  private static void gains(Table table) {
    Row row = row(table, "calculate_gain");
    Map<String, Double> expected =
        Map.of(
            "linear", 1.0,
            "conv1d", 1.0,
            "conv_transpose3d", 1.0,
            "sigmoid", 1.0,
            "tanh", 1.6666666666666667,
            "relu", 1.4142135623730951,
            "leaky_relu", 1.4141428569978354,
            "selu", 0.75);
    expected.forEach((name, gain) -> row.check(name, () -> number(Gain.of(name), gain)));
    row.check("leaky_relu 0.2", () -> number(Gain.leakyRelu(0.2), 1.3867504905630728));
    row.check("leaky_relu √5", () -> number(Gain.leakyRelu(Math.sqrt(5)), 0.5773502691896257));
  }

  private static Deviation number(double ours, double theirs) {
    return Deviation.ofBits(DType.F64, new double[] {ours}, new double[] {theirs});
  }

  private static void random(Table table) {
    recorded(table, "uniform_", "uniform_", (t, s) -> Init.uniform(t, s, -0.37, 1.9));
    recorded(table, "xavier_uniform_", "xavier_uniform_", (t, s) -> Init.xavierUniform(t, s, 1.5));
    recorded(
        table,
        "kaiming_uniform_",
        "kaiming_uniform_",
        (t, s) -> Init.kaimingUniform(t, s, Fan.IN, Gain.leakyRelu(0)));
    recorded(
        table,
        "kaiming_uniform_",
        "kaiming_uniform_ fan_out tanh",
        (t, s) -> Init.kaimingUniform(t, s, Fan.OUT, Gain.TANH));
    nearly(table, "normal_", "normal_", (t, s) -> Init.normal(t, s, 0.3, 1.7));
    nearly(table, "xavier_normal_", "xavier_normal_", (t, s) -> Init.xavierNormal(t, s, 1.5));
    nearly(
        table,
        "kaiming_normal_",
        "kaiming_normal_",
        (t, s) -> Init.kaimingNormal(t, s, Fan.IN, Gain.RELU));
    nearly(
        table,
        "kaiming_normal_",
        "kaiming_normal_ fan_out 0.2",
        (t, s) -> Init.kaimingNormal(t, s, Fan.OUT, Gain.leakyRelu(0.2)));
    nearly(table, "trunc_normal_", "trunc_normal_", (t, s) -> Init.truncNormal(t, s, 0, 1, -2, 2));
    nearly(
        table,
        "trunc_normal_",
        "trunc_normal_ tail",
        (t, s) -> Init.truncNormal(t, s, 0.5, 0.8, 0.9, 1.4));
    nearly(table, "sparse_", "sparse_", (t, s) -> Init.sparse(t, s, 0.3, 0.02));
  }

  private static void recorded(Table table, String name, String record, Start ours) {
    Draws.recorded(row(table, name).remark(BITS), record, d -> drawn(d, ours));
  }

  private static void nearly(Table table, String name, String record, Start ours) {
    Draws.recordedNearly(row(table, name).remark(NEARLY), record, d -> drawn(d, ours));
  }

  private static Tensor drawn(Drawn d, Start ours) {
    return Seed.use(Seed.torch(d.seed()), () -> ours.of(d.type(), Shape.of(d.sizes())));
  }

  /// LibTorch's QR of the same normal numbers, with its signs mended.
  private static void orthogonal(Table table) {
    Row row = row(table, "orthogonal_").remark("LibTorch's QR of the same normal numbers");
    for (int[] shape : new int[][] {{4, 4}, {1, 1}, {7, 3}, {3, 7}, {1, 5}, {5, 1}, {20, 33}}) {
      for (DType type : new DType[] {DType.F32, DType.F64}) {
        for (long seed : Draws.SEEDS) {
          boolean wide = shape[0] < shape[1];
          String code =
              "x = torch.empty(%d, %d, dtype=%s).normal_()\n%sq, r = torch.linalg_qr(x)\nq = q * torch.diag(r).sign()\nreturn %s * 1.5"
                  .formatted(
                      shape[0],
                      shape[1],
                      Draws.number(type),
                      wide ? "x = x.t()\n" : "",
                      wide ? "q.t()" : "q");
          row.check(
              "seed " + seed + " " + type + Arrays.toString(shape),
              () ->
                  Deviation.of(
                      Values.of(Init.orthogonal(Draws.generator(seed), type, Shape.of(shape), 1.5)),
                      Draws.live(seed, code)));
        }
      }
    }
  }

  private static void layers(Table table) {
    layer(table, "Linear(3, 2)", () -> new Linear(3, 2));
    layer(table, "Linear(20, 30)", () -> new Linear(20, 30));
    layer(table, "Linear(20, 30, bias=False)", () -> new Linear(20, 30, false));
    layer(table, "Conv1d(6, 4, 3)", () -> new Conv1d(6, 4, 3));
    layer(table, "Conv2d(4, 6, 3)", () -> new Conv2d(4, 6, 3));
    layer(table, "Conv2d(4, 6, 3, groups=2)", () -> new Conv2d(4, 6, Window.of(3), 2, true));
    layer(table, "Conv3d(2, 3, 2)", () -> new Conv3d(2, 3, 2));
    layer(table, "ConvTranspose1d(6, 4, 3)", () -> new ConvTranspose1d(6, 4, 3));
    layer(table, "ConvTranspose3d(2, 3, 2)", () -> new ConvTranspose3d(2, 3, 2));
    layer(table, "PReLU(3)", () -> new PReLU(3));
    layer(table, "LayerNorm(4)", () -> new LayerNorm(4));
    layer(table, "BatchNorm2d(4)", () -> new BatchNorm2d(4));
    layer(table, "RNN(3, 5)", () -> new RNN(3, 5));
    layer(table, "LSTM(3, 5)", () -> new LSTM(3, 5));
    layer(
        table,
        "LSTM(3, 5, 2, bidirectional=True)",
        () -> new LSTM(new RecurrentOptions(3, 5).withLayers(2).withBidirectional()));
    layer(
        table,
        "LSTM(3, 5, proj_size=2)",
        () -> new LSTM(new RecurrentOptions(3, 5).withProjection(2)));
    layer(table, "GRU(3, 5, 2)", () -> new GRU(new RecurrentOptions(3, 5).withLayers(2)));
    layer(table, "RNNCell(3, 5)", () -> new RNNCell(3, 5));
    layer(table, "LSTMCell(3, 5)", () -> new LSTMCell(3, 5));
    layer(table, "GRUCell(3, 5)", () -> new GRUCell(3, 5));
    layer(
        table,
        "ConvTranspose2d(4, 6, 3, groups=2)",
        () -> new ConvTranspose2d(4, 6, Window.of(3), 2, true));
    layer(table, "Bilinear(3, 4, 5)", () -> new Bilinear(3, 4, 5));
    embeddings(table);
    attention(table);
    live(table);
  }

  private static void layer(Table table, String text, Supplier<? extends Layer> layer) {
    String name = text.substring(0, text.indexOf('('));
    Draws.layer(parameters(table, name), text, layer);
  }

  private static void embeddings(Table table) {
    layer(table, "Embedding(3, 4)", () -> new Embedding(3, 4));
    layer(table, "Embedding(10, 7)", () -> new Embedding(10, 7));
    layer(
        table,
        "Embedding(10, 7, padding_idx=2)",
        () -> new Embedding(10, 7, new EmbeddingOptions().withPaddingIdx(2)));
    layer(table, "EmbeddingBag(10, 7)", () -> new EmbeddingBag(10, 7));
  }

  private static void attention(Table table) {
    layer(table, "MultiheadAttention(8, 2)", () -> new MultiheadAttention(8, 2));
    MultiheadOptions options = new MultiheadOptions(8, 2);
    layer(
        table,
        "MultiheadAttention(8, 2, bias=False)",
        () -> new MultiheadAttention(options.withoutBias()));
    layer(
        table,
        "MultiheadAttention(8, 2, kdim=3, vdim=5)",
        () -> new MultiheadAttention(options.withDims(3, 5)));
    layer(
        table,
        "MultiheadAttention(8, 2, add_bias_kv=True)",
        () -> new MultiheadAttention(options.withAddBiasKv()));
    TransformerOptions small = new TransformerOptions(8, 2).withFeedForward(16);
    layer(table, "TransformerEncoderLayer(8, 2, 16)", () -> new TransformerEncoderLayer(small));
    layer(table, "TransformerDecoderLayer(8, 2, 16)", () -> new TransformerDecoderLayer(small));
    layer(
        table,
        "TransformerEncoder(2 layers)",
        () -> new TransformerEncoder(new TransformerEncoderLayer(small), 2));
    layer(table, "Transformer(8, 2, 1, 1, 16)", () -> new Transformer(small, 1, 1));
  }

  /// Beside LibTorch's own classes; below and above 16 numbers.
  private static void live(Table table) {
    for (int size : new int[] {2, 24}) {
      Draws.liveLayer(
          parameters(table, "Linear"),
          "Linear(3, " + size + ")",
          () -> new Linear(3, size),
          seed -> Modules.linear(seed, 3, size));
      Draws.liveLayer(
          parameters(table, "Conv2d"),
          "Conv2d(1, " + size + ", 2)",
          () -> new Conv2d(1, size, 2),
          seed -> Modules.conv2d(seed, 1, size, 2));
      Draws.liveLayer(
          parameters(table, "Embedding"),
          "Embedding(5, " + size + ")",
          () -> new Embedding(5, size),
          seed -> Modules.embedding(seed, 5, size));
      Draws.liveLayer(
          parameters(table, "LSTM"),
          "LSTM(3, " + size + ")",
          () -> new LSTM(3, size),
          seed -> Modules.lstm(seed, 3, size));
      Draws.liveLayer(
          parameters(table, "MultiheadAttention"),
          "MultiheadAttention(" + size + ", 2)",
          () -> new MultiheadAttention(size, 2),
          seed -> Modules.multiheadAttention(seed, size, 2));
    }
  }

  private static Row parameters(Table table, String name) {
    return row(table, name + "'s parameters")
        .torch("torch.nn." + name)
        .remark("equal to the bit, recorded with PyTorch 2.13");
  }
}
