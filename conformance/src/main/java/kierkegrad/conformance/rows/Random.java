package kierkegrad.conformance.rows;

import kierkegrad.conformance.Drawn;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.nn.activation.RReLU;
import kierkegrad.nn.dropout.AlphaDropout;
import kierkegrad.nn.dropout.Dropout;
import kierkegrad.nn.dropout.Dropout2d;
import kierkegrad.nn.dropout.FeatureAlphaDropout;
import kierkegrad.random.Generator;
import kierkegrad.random.Sampling;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// What `Seed.torch` draws.
public final class Random {
  private static final String BITS = "equal to the bit";
  private static final String NEARLY =
      "float32 to the bit; of float64 one in 500 differs in its last bit";

  private Random() {}

  /// Its rows.
  public static void rows(Table table) {
    uniform(table);
    normal(table);
    discrete(table);
  }

  private static Generator seeded(Drawn drawn) {
    return Seed.torch(drawn.seed());
  }

  private static Shape shape(Drawn drawn) {
    return Shape.of(drawn.sizes());
  }

  private static void uniform(Table table) {
    Row rand = table.row(Kind.RANDOM, "rand").torch("torch.rand", "torch.rand_like").remark(BITS);
    Draws.recorded(rand, "rand", d -> Sampling.uniform(seeded(d), d.type(), shape(d), 0, 1));
    Row exponential =
        table.row(Kind.RANDOM, "exponential_").torch("torch.Tensor.exponential_").remark(BITS);
    Draws.recorded(
        exponential, "exponential_", d -> Sampling.exponential(seeded(d), d.type(), shape(d), 1.3));
    Row uniform = table.row(Kind.RANDOM, "uniform_").torch("torch.Tensor.uniform_").remark(BITS);
    for (DType type : new DType[] {DType.F32, DType.F64}) {
      Draws.live(rand, "x.uniform_()", type, (g, s) -> Sampling.uniform(g, type, s, 0, 1));
      Draws.live(
          uniform,
          "x.uniform_(-0.37, 1.9)",
          type,
          (g, s) -> Sampling.uniform(g, type, s, -0.37, 1.9));
      Draws.live(
          exponential,
          "x.exponential_(0.7)",
          type,
          (g, s) -> Sampling.exponential(g, type, s, 0.7));
    }
  }

  private static void normal(Table table) {
    Row randn =
        table
            .row(Kind.RANDOM, "randn")
            .torch("torch.randn", "torch.randn_like", "torch.normal")
            .remark(NEARLY);
    Draws.recordedNearly(randn, "randn", d -> Sampling.normal(seeded(d), d.type(), shape(d), 0, 1));
    Draws.recordedNearly(
        randn,
        "alone",
        d -> {
          Generator generator = seeded(d);
          Tensor.randn(generator, 3);
          Tensor.rand(generator, 1);
          return Sampling.normal(generator, d.type(), shape(d), 0, 1);
        });
    Draws.live(randn, "x.normal_()", DType.F32, (g, s) -> Sampling.normal(g, DType.F32, s, 0, 1));
    Draws.live(
        randn,
        "x.normal_(0.0, 1.7)",
        DType.F32,
        (g, s) -> Sampling.normal(g, DType.F32, s, 0, 1.7));
  }

  private static void discrete(Table table) {
    Row bernoulli = table.row(Kind.RANDOM, "bernoulli").remark(BITS);
    Draws.recorded(
        bernoulli, "bernoulli", d -> Sampling.bernoulli(seeded(d), d.type(), shape(d), 0.3));
    Row dropout = table.row(Kind.RANDOM, "dropout masks").torch("torch.dropout").remark(BITS);
    Draws.recorded(
        dropout,
        "dropout",
        d -> new Dropout(0.3, seeded(d)).forward(Tensor.full(d.type(), shape(d), 1)));
    for (DType type : new DType[] {DType.F32, DType.F64}) {
      Draws.live(
          bernoulli, "x.bernoulli_(0.6)", type, (g, s) -> Sampling.bernoulli(g, type, s, 0.6));
      Draws.live(
          dropout,
          "torch.dropout(torch.ones_like(x), 0.4, True)",
          type,
          (g, s) -> new Dropout(0.4, g).forward(Tensor.full(type, s, 1)));
    }
    channels(table);
    Row randperm = table.row(Kind.RANDOM, "randperm").remark(BITS);
    Draws.recorded(randperm, "randperm", d -> Tensor.randperm(seeded(d), d.sizes()[0]));
    for (int n : new int[] {0, 1, 2, 31, 5000}) {
      Draws.live(randperm, "torch.randperm(" + n + ")", g -> Tensor.randperm(g, n));
    }
    Row randint =
        table.row(Kind.RANDOM, "randint").torch("torch.randint", "torch.randint_like").remark(BITS);
    for (long bound : new long[] {1, 10, (1L << 28) - 1, 1L << 28, (1L << 40) + 3}) {
      Draws.recorded(
          randint, "randint " + bound, d -> Tensor.randint(seeded(d), -3, bound - 3, d.sizes()));
      Draws.live(
          randint,
          "torch.randint(2, " + (bound + 2) + ", [3, 4])",
          g -> Tensor.randint(g, 2, bound + 2, 3, 4));
    }
    Row multinomial = table.row(Kind.RANDOM, "multinomial").remark(BITS);
    Tensor weights =
        Tensor.of(new double[] {0.1, 3, 0.4, 1.7, 0, 0.9, 2, 0.3, 0.2, 0.1, 1, 5}, 2, 6)
            .to(DType.F32);
    for (int n : new int[] {1, 4}) {
      for (boolean again : new boolean[] {true, false}) {
        Draws.recorded(
            multinomial,
            "multinomial " + n + " " + (again ? "True" : "False"),
            d -> Sampling.multinomial(seeded(d), weights, n, again));
      }
    }
    for (int n : new int[] {1, 2, 5}) {
      for (boolean again : new boolean[] {true, false}) {
        Draws.live(
            multinomial,
            "torch.multinomial(torch.tensor([0.2, 0.5, 0.1, 3.0, 1.0]), "
                + n
                + ", "
                + (again ? "True" : "False")
                + ")",
            g ->
                Sampling.multinomial(
                    g, Tensor.of(new double[] {0.2, 0.5, 0.1, 3, 1}).to(DType.F32), n, again));
      }
    }
  }

  /// Masks of whole channels, and those that keep mean and variance.
  private static void channels(Table table) {
    Row row = table.row(Kind.RANDOM, "dropout masks");
    Tensor x = Tensor.arange(48).to(DType.F32).sub(20).mul(0.25).reshape(2, 3, 2, 4);
    String y = "((torch.arange(48, dtype=6) - 20) * 0.25).reshape(2, 3, 2, 4)";
    Draws.live(
        row,
        "torch.feature_dropout(" + y + ", 0.4, True)",
        g -> Seed.use(g, () -> new Dropout2d(0.4).forward(x)));
    Draws.live(
        row,
        "torch.alpha_dropout(" + y + ", 0.4, True)",
        g -> Seed.use(g, () -> new AlphaDropout(0.4).forward(x)));
    Draws.live(
        row,
        "torch.feature_alpha_dropout(" + y + ", 0.4, True)",
        g -> Seed.use(g, () -> new FeatureAlphaDropout(0.4).forward(x)));
    Draws.live(
        table.row(Kind.RANDOM, "rrelu slopes").torch("torch.rrelu").remark(BITS),
        "torch.rrelu(" + y + ", 0.1, 0.4, True)",
        g -> Seed.use(g, () -> new RReLU(0.1, 0.4).forward(x)));
  }
}
