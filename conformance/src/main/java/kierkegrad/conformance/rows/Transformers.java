package kierkegrad.conformance.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kierkegrad.conformance.Derivatives;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.conformance.oracle.TorchModules;
import kierkegrad.nn.Layer;
import kierkegrad.nn.activation.GELU;
import kierkegrad.nn.norm.LayerNorm;
import kierkegrad.nn.transformer.AttentionMasks;
import kierkegrad.nn.transformer.MultiheadAttention;
import kierkegrad.nn.transformer.MultiheadOptions;
import kierkegrad.nn.transformer.RotaryPositions;
import kierkegrad.nn.transformer.SinusoidalPositions;
import kierkegrad.nn.transformer.Transformer;
import kierkegrad.nn.transformer.TransformerDecoder;
import kierkegrad.nn.transformer.TransformerDecoderLayer;
import kierkegrad.nn.transformer.TransformerEncoder;
import kierkegrad.nn.transformer.TransformerEncoderLayer;
import kierkegrad.nn.transformer.TransformerOptions;
import kierkegrad.op.AttentionOptions;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Attention, and the layers that are made of it.
public final class Transformers {
  private static final String CAUSAL = "torch.full([4, 4], float('-inf'), dtype=a.dtype).triu(1)";

  /// One row of two keys, of three sequences, is padding.
  private static final Input PADDING =
      Input.of(new double[] {0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0}, 3, 4).as(DType.BOOL);

  private static final String PADDED =
      "torch.where(b, -float('inf'), 0.0).to(a.dtype).reshape([3, 1, 1, 4])";

  /// A mask of truth values as numbers.
  private static final String ADDED = "torch.where(d, 0.0, -float('inf')).to(a.dtype)";

  private Transformers() {}

  /// Adds the rows.
  public static void rows(Table table) {
    scaledDotProduct(table.row(Kind.OPERATION, "scaled_dot_product_attention"));
    multihead(table.row(Kind.LAYER, "MultiheadAttention"));
    encoders(table);
    decoders(table);
    transformer(table.row(Kind.LAYER, "Transformer"));
    positions(table);
    modules(table);
  }

  // ---- beside LibTorch's own modules

  private static <L extends Layer> L filled(L layer, DType type) {
    layer.to(type);
    layer
        .state()
        .forEach((name, box) -> {
          int[] shape = box.value().shape().toArray();
          box.set(Tensor.of(TorchModules.numbers(name, box.value().elements()), shape));
        });
    return layer;
  }

  private static void modules(Table table) {
    String own = "LibTorch's own module";
    Input padding =
        Input.of(new double[] {0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0}, 3, 4).as(DType.BOOL);
    for (int[] dims : List.of(new int[] {6, 6}, new int[] {5, 5})) {
      for (int extras = 0; extras < 4; extras++) {
        MultiheadOptions plain = new MultiheadOptions(6, 2).withDims(dims[0], dims[1]);
        MultiheadOptions kv = (extras & 1) == 0 ? plain : plain.withAddBiasKv();
        MultiheadOptions o = (extras & 2) == 0 ? kv : kv.withAddZeroAttn();
        table
            .row(Kind.LAYER, "MultiheadAttention")
            .native_(
                own + " with " + o,
                TorchModules.attention(dims[0], dims[1], o.addBiasKv(), o.addZeroAttn()),
                xs ->
                    shown(
                        filled(new MultiheadAttention(o), xs.getFirst().dtype())
                            .attend(
                                xs.getFirst(),
                                xs.get(1),
                                xs.get(2),
                                new AttentionMasks()
                                    .withKeyPadding(xs.get(3))
                                    .withMask(xs.get(4)))),
                Input.numbers(2, 3, 6),
                Input.numbers(4, 3, dims[0]).shuffled(),
                Input.numbers(4, 3, dims[1]),
                padding,
                Input.numbers(2, 4));
      }
    }
    TransformerOptions small = new TransformerOptions(6, 2).withFeedForward(5).withDropout(0);
    AttentionMasks none = new AttentionMasks();
    table
        .row(Kind.LAYER, "TransformerDecoderLayer")
        .native_(
            own,
            TorchModules.decoderLayer(),
            xs ->
                List.of(
                    filled(new TransformerDecoderLayer(small), xs.getFirst().dtype())
                        .forward(xs.getFirst(), xs.get(1), none.withMask(xs.get(2)), none)),
            Input.numbers(4, 3, 6),
            Input.numbers(5, 3, 6).shuffled(),
            Input.numbers(4, 4));
    table
        .row(Kind.LAYER, "Transformer")
        .native_(
            own,
            TorchModules.transformer(),
            xs ->
                List.of(
                    filled(new Transformer(small, 2, 2), xs.getFirst().dtype())
                        .forward(
                            xs.getFirst(),
                            xs.get(1),
                            none.withKeyPadding(xs.get(3)),
                            none.withMask(xs.get(2)),
                            none.withKeyPadding(xs.get(3)))),
            Input.numbers(4, 3, 6),
            Input.numbers(5, 3, 6).shuffled(),
            Input.numbers(5, 5),
            padding);
  }

  // ---- attention alone

  private static void scaledDotProduct(Row row) {
    row.torch("torch.nn.functional.scaled_dot_product_attention");
    List<int[][]> shapes = new ArrayList<>();
    shapes.add(new int[][] {{2, 3, 4, 5}, {2, 3, 4, 5}, {2, 3, 4, 5}});
    shapes.add(new int[][] {{2, 3, 4, 5}, {2, 3, 6, 5}, {2, 3, 6, 7}});
    shapes.add(new int[][] {{3, 4, 5}, {3, 2, 5}, {3, 2, 5}});
    shapes.add(new int[][] {{4, 5}, {6, 5}, {6, 3}});
    shapes.add(new int[][] {{1, 1, 1, 1}, {1, 1, 1, 1}, {1, 1, 1, 1}});
    shapes.add(new int[][] {{0, 2, 3, 4}, {0, 2, 5, 4}, {0, 2, 5, 4}});
    shapes.add(new int[][] {{2, 0, 4}, {2, 5, 4}, {2, 5, 4}});
    for (int[][] shape : shapes) {
      Input q = Input.numbers(shape[0]);
      Input k = Input.numbers(shape[1]).shuffled();
      Input v = Input.numbers(shape[2]);
      int s = shape[0][shape[0].length - 2];
      int t = shape[1][shape[1].length - 2];
      AttentionOptions plain = new AttentionOptions();
      both(row, "None, 0.0, False", plain, q, k, v);
      both(row, "None, 0.0, True", plain.withCausal(), q, k, v);
      both(row, "None, 0.0, False, scale=0.3", plain.withScale(0.3), q, k, v);
      row.same(
          math(ADDED + ", 0.0, False"),
          xs -> attend(xs, plain.withMask(xs.get(3))),
          q,
          k,
          v,
          Input.booleans(s, t));
      row.same(
          math("d, 0.0, False"),
          xs -> attend(xs, plain.withMask(xs.get(3))),
          q,
          k,
          v,
          Input.numbers(s, t));
    }
    blind(row);
    grouped(row);
    row.refuses(
            math("None"),
            xs -> attend(xs, new AttentionOptions()),
            Input.numbers(2, 3, 4),
            Input.numbers(2, 3, 5),
            Input.numbers(2, 3, 5))
        .refuses(
            math("None"),
            xs -> attend(xs, new AttentionOptions()),
            Input.numbers(2, 3, 4),
            Input.numbers(2, 3, 4),
            Input.numbers(2, 2, 4))
        .refuses(
            "torch.scaled_dot_product_attention(a, b, c)",
            xs -> attend(xs, new AttentionOptions()),
            Input.numbers(4),
            Input.numbers(3, 4),
            Input.numbers(3, 4));
  }

  private static String math(String rest) {
    return rest.contains("scale") || rest.contains("gqa")
        ? "torch._scaled_dot_product_attention_math(a, b, c, "
            + rest.replaceFirst("(True|False),", "$1, None,")
            + ")[0]"
        : "torch._scaled_dot_product_attention_math(a, b, c, " + rest + ")[0]";
  }

  private static Tensor attend(List<Tensor> xs, AttentionOptions options) {
    return xs.getFirst().scaledDotProductAttention(xs.get(1), xs.get(2), options);
  }

  /// Beside the formula, and beside what LibTorch itself chooses, which has one derivative.
  private static void both(
      Row row, String rest, AttentionOptions options, Input q, Input k, Input v) {
    row.same(math(rest), xs -> attend(xs, options), q, k, v);
    if (q.shape().length == 4) {
      row.same(
          "torch.scaled_dot_product_attention(a, b, c, " + rest + ")",
          xs -> attend(xs, options),
          q.fixed(),
          k.fixed(),
          v.fixed());
    }
  }

  /// Rows that see nothing give 0.
  private static void blind(Row row) {
    Input mask = Input.of(new double[] {0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1}, 4, 3).as(DType.BOOL);
    double none = Double.NEGATIVE_INFINITY;
    Input added =
        Input.of(new double[] {none, none, none, 0, 1, none, none, 0, 0.5, none, none, none}, 4, 3)
            .fixed();
    for (Input each : List.of(mask, added)) {
      row.same(
          math((each.type() == DType.BOOL ? ADDED : "d") + ", 0.0, False"),
          xs -> attend(xs, new AttentionOptions().withMask(xs.get(3))),
          Input.numbers(2, 4, 5),
          Input.numbers(2, 3, 5),
          Input.numbers(2, 3, 5).shuffled(),
          each);
    }
  }

  private static void grouped(Row row) {
    for (int heads : List.of(1, 2, 4)) {
      for (boolean causal : List.of(false, true)) {
        AttentionOptions options = new AttentionOptions().withGroupedQueries();
        row.same(
            math("None, 0.0, " + (causal ? "True" : "False") + ", enable_gqa=True"),
            xs -> attend(xs, causal ? options.withCausal() : options),
            Input.numbers(2, 4, 3, 5),
            Input.numbers(2, heads, 6, 5),
            Input.numbers(2, heads, 6, 5).shuffled());
      }
    }
    row.refuses(
        "torch.scaled_dot_product_attention(a, b, b, enable_gqa=True)",
        xs ->
            xs.getFirst()
                .scaledDotProductAttention(
                    xs.get(1), xs.get(1), new AttentionOptions().withGroupedQueries()),
        Input.numbers(2, 4, 3, 5),
        Input.numbers(2, 3, 6, 5));
  }

  // ---- multihead attention

  private static void multihead(Row row) {
    MultiheadOptions plain = new MultiheadOptions(6, 2);
    List<MultiheadOptions> all =
        List.of(
            plain,
            plain.withoutBias(),
            plain.withAddBiasKv(),
            plain.withAddZeroAttn(),
            plain.withAddBiasKv().withAddZeroAttn().withoutBias(),
            plain.withDims(4, 5),
            plain.withDims(4, 5).withoutBias().withAddZeroAttn(),
            plain.withDims(6, 5).withAddBiasKv(),
            new MultiheadOptions(6, 1),
            new MultiheadOptions(6, 6));
    for (MultiheadOptions options : all) {
      for (boolean batchFirst : List.of(true, false)) {
        cross(row, batchFirst ? options.withBatchFirst() : options);
      }
      if (options.kdim() == 6 && options.vdim() == 6) {
        self(row, options.withBatchFirst());
      }
    }
    row.refuses(
            "torch.linear(a, torch.ones(6, 6).double())",
            xs -> new MultiheadAttention(6, 2).forward(xs.getFirst()),
            Input.numbers(3, 2, 5))
        .remark("beside the formula, step by step");
  }

  /// Each sequence batch first, and how the result is laid out.
  private static String[] operands(MultiheadOptions o) {
    return o.batchFirst()
        ? new String[] {"a", "b", "c", ""}
        : new String[] {
          "a.transpose(0, 1)", "b.transpose(0, 1)", "c.transpose(0, 1)", ".transpose(0, 1)"
        };
  }

  private static Input sequence(MultiheadOptions o, int rows, int width) {
    return o.batchFirst() ? Input.numbers(3, rows, width) : Input.numbers(rows, 3, width);
  }

  /// Attention to other sequences, with and without masks, with its weights.
  private static void cross(Row row, MultiheadOptions o) {
    String[] names = operands(o);
    Input q = sequence(o, 2, 6);
    Input k = sequence(o, 4, o.kdim()).shuffled();
    Input v = sequence(o, 4, o.vdim());
    int extra = (o.addBiasKv() ? 1 : 0) + (o.addZeroAttn() ? 1 : 0);
    String open = "torch.cat([%s, torch.zeros([%s, %d], dtype=a.dtype)], %d)";
    AttentionScript script = new AttentionScript();
    row.layer(
        script
            .attention("y", "", o, names[0], names[1], names[2], "0")
            .returning("y" + names[3] + ", y_p.mean(1)"),
        () -> new MultiheadAttention(o),
        (l, xs) -> shown(l.attend(xs.getFirst(), xs.get(1), xs.get(2), new AttentionMasks())),
        q,
        k,
        v);
    row.layer(
        new AttentionScript()
            .attention("y", "", o, names[0], names[1], names[2], "0")
            .returning("y" + names[3]),
        () -> new MultiheadAttention(o),
        (l, xs) -> List.of(l.forward(xs.getFirst(), xs.get(1), xs.get(2))),
        q,
        k,
        v);
    String padded = "torch.where(d, -float('inf'), 0.0).to(a.dtype).reshape([3, 1, 1, 4])";
    String mask = extra == 0 ? padded : open.formatted(padded, "3, 1, 1", extra, 3);
    row.layer(
        new AttentionScript()
            .attention("y", "", o, names[0], names[1], names[2], mask)
            .returning("y" + names[3] + ", y_p"),
        () -> new MultiheadAttention(o),
        (l, xs) ->
            shown(
                l.attend(
                    xs.getFirst(),
                    xs.get(1),
                    xs.get(2),
                    new AttentionMasks().withKeyPadding(xs.get(3)),
                    false)),
        q,
        k,
        v,
        PADDING);
    for (boolean perHead : List.of(false, true)) {
      String shape = perHead ? "3, %d, 2".formatted(o.heads()) : "1, 1, 2";
      String numbers = "d.reshape([%s, 4])".formatted(shape);
      String both = extra == 0 ? numbers : open.formatted(numbers, shape, extra, 3);
      Input m = perHead ? Input.numbers(3 * o.heads(), 2, 4) : Input.numbers(2, 4);
      row.layer(
          new AttentionScript()
              .attention("y", "", o, names[0], names[1], names[2], both)
              .returning("y" + names[3]),
          () -> new MultiheadAttention(o),
          (l, xs) ->
              List.of(
                  l.forward(
                      xs.getFirst(),
                      xs.get(1),
                      xs.get(2),
                      new AttentionMasks().withMask(xs.get(3)))),
          q,
          k,
          v,
          m);
    }
  }

  private static List<Tensor> shown(MultiheadAttention.Attended attended) {
    return List.of(attended.output(), attended.weights());
  }

  /// A sequence to itself: causal, padded, and alone.
  private static void self(Row row, MultiheadOptions o) {
    int extra = (o.addBiasKv() ? 1 : 0) + (o.addZeroAttn() ? 1 : 0);
    String causal =
        "torch.cat([" + CAUSAL + ", torch.zeros([4, " + extra + "], dtype=a.dtype)], 1)";
    row.layer(
        new AttentionScript().attention("y", "", o, "a", "a", "a", causal).returning("y"),
        () -> new MultiheadAttention(o.withCausal()),
        Input.numbers(3, 4, 6));
    row.layer(
        new AttentionScript().attention("y", "", o, "a", "a", "a", "0").returning("y"),
        () -> new MultiheadAttention(o),
        Input.numbers(3, 4, 6));
    row.layer(
        new AttentionScript()
            .line("u = a.unsqueeze(0)")
            .attention("y", "", o, "u", "u", "u", "0")
            .returning("y.squeeze(0), y_p.mean(1).squeeze(0)"),
        () -> new MultiheadAttention(o),
        (l, xs) ->
            shown(l.attend(xs.getFirst(), xs.getFirst(), xs.getFirst(), new AttentionMasks())),
        Input.numbers(4, 6));
  }

  // ---- transformers

  private static List<TransformerOptions> options() {
    TransformerOptions plain =
        new TransformerOptions(6, 2).withFeedForward(5).withDropout(0).withBatchFirst();
    return List.of(
        plain,
        plain.withNormFirst(),
        plain.withActivation(new GELU()),
        plain.withNormFirst().withActivation(new GELU()).withoutBias(),
        plain.withoutBias(),
        plain.withEps(0.1));
  }

  private static void encoders(Table table) {
    Row layer = table.row(Kind.LAYER, "TransformerEncoderLayer");
    Row encoder = table.row(Kind.LAYER, "TransformerEncoder");
    for (TransformerOptions o : options()) {
      layer.layer(
          new AttentionScript().encoder("y", "", o, "a", "0").returning("y"),
          () -> new TransformerEncoderLayer(o),
          Input.numbers(3, 4, 6));
      layer.layer(
          new AttentionScript().encoder("y", "", o, "a", CAUSAL).returning("y"),
          () -> new TransformerEncoderLayer(o),
          (l, xs) -> List.of(l.forward(xs.getFirst(), new AttentionMasks().withCausal())),
          Input.numbers(3, 4, 6));
      layer.layer(
          new AttentionScript().encoder("y", "", o, "a", PADDED).returning("y"),
          () -> new TransformerEncoderLayer(o),
          (l, xs) ->
              List.of(l.forward(xs.getFirst(), new AttentionMasks().withKeyPadding(xs.get(1)))),
          Input.numbers(3, 4, 6),
          PADDING);
      encoder.layer(
          new AttentionScript()
              .encoder("y", "layers_0_", o, "a", "b")
              .encoder("z", "layers_1_", o, "y", "b")
              .last("w", "z", "", o)
              .returning("w"),
          () ->
              new TransformerEncoder(
                  new TransformerEncoderLayer(o),
                  2,
                  Optional.of(new LayerNorm(Shape.of(6), o.eps(), true, o.bias()))),
          (l, xs) -> List.of(l.forward(xs.getFirst(), new AttentionMasks().withMask(xs.get(1)))),
          Input.numbers(3, 4, 6),
          Input.numbers(4, 4));
      encoder.layer(
          new AttentionScript().encoder("y", "layers_0_", o, "a", "0").returning("y"),
          () -> new TransformerEncoder(new TransformerEncoderLayer(o), 1),
          Input.numbers(3, 4, 6));
    }
    TransformerOptions first = new TransformerOptions(6, 2).withFeedForward(5).withDropout(0);
    layer.layer(
        new AttentionScript()
            .line("u = a.transpose(0, 1)")
            .encoder("y", "", first, "u", "0")
            .returning("y.transpose(0, 1)"),
        () -> new TransformerEncoderLayer(first),
        Input.numbers(4, 3, 6));
    layer.layer(
        new AttentionScript()
            .line("u = a.unsqueeze(0)")
            .encoder("y", "", first, "u", "0")
            .returning("y.squeeze(0)"),
        () -> new TransformerEncoderLayer(first),
        Input.numbers(4, 6));
    layer.layer(
        new AttentionScript()
            .line("u = a.transpose(0, 1)")
            .encoder("y", "", first, "u", "0")
            .returning("y.transpose(0, 1)"),
        () -> new TransformerEncoderLayer(first.withDropout(0.4)),
        (l, xs) -> {
          l.eval();
          return List.of(l.forward(xs.getFirst()));
        },
        Input.numbers(4, 3, 6));
    layer.remark("beside the formula, step by step");
    encoder.remark("beside the formula, step by step");
  }

  private static void decoders(Table table) {
    Row layer = table.row(Kind.LAYER, "TransformerDecoderLayer");
    Row decoder = table.row(Kind.LAYER, "TransformerDecoder");
    Input x = Input.numbers(3, 4, 6);
    Input memory = Input.numbers(3, 5, 6).shuffled();
    for (TransformerOptions o : options()) {
      layer.layer(
          new AttentionScript().decoder("y", "", o, "a", "b", "0", "0").returning("y"),
          () -> new TransformerDecoderLayer(o),
          (l, xs) -> List.of(l.forward(xs.getFirst(), xs.get(1))),
          x,
          memory);
      layer.layer(
          new AttentionScript().decoder("y", "", o, "a", "b", CAUSAL, "c").returning("y"),
          () -> new TransformerDecoderLayer(o),
          (l, xs) ->
              List.of(
                  l.forward(
                      xs.getFirst(),
                      xs.get(1),
                      new AttentionMasks().withCausal(),
                      new AttentionMasks().withMask(xs.get(2)))),
          x,
          memory,
          Input.numbers(4, 5));
      decoder.layer(
          new AttentionScript()
              .decoder("y", "layers_0_", o, "a", "b", CAUSAL, "0")
              .decoder("z", "layers_1_", o, "y", "b", CAUSAL, "0")
              .returning("z"),
          () -> new TransformerDecoder(new TransformerDecoderLayer(o), 2),
          (l, xs) ->
              List.of(
                  l.forward(
                      xs.getFirst(),
                      xs.get(1),
                      new AttentionMasks().withCausal(),
                      new AttentionMasks())),
          x,
          memory);
    }
    layer.remark("beside the formula, step by step");
    decoder.remark("beside the formula, step by step");
  }

  private static void transformer(Row row) {
    for (TransformerOptions o : options()) {
      row.layer(
          new AttentionScript()
              .encoder("m", "encoder_layers_0_", o, "a", "0")
              .last("n", "m", "encoder_", o)
              .decoder("y", "decoder_layers_0_", o, "b", "n", CAUSAL, "0")
              .last("z", "y", "decoder_", o)
              .returning("z"),
          () -> new Transformer(o, 1, 1),
          (l, xs) ->
              List.of(
                  l.forward(
                      xs.getFirst(),
                      xs.get(1),
                      new AttentionMasks(),
                      new AttentionMasks().withMask(Transformer.generateSquareSubsequentMask(4)),
                      new AttentionMasks())),
          Input.numbers(3, 5, 6),
          Input.numbers(3, 4, 6).shuffled());
    }
    row.remark("beside the formula, step by step");
  }

  // ---- positions, which PyTorch does not have

  private static void positions(Table table) {
    Row waves = table.row(Kind.LAYER, "SinusoidalPositions").torch();
    Row turns = table.row(Kind.LAYER, "RotaryPositions").torch();
    for (int width : List.of(2, 6, 10)) {
      for (int rows : List.of(1, 7)) {
        String table_ =
            """
            p = torch.arange(%1$d).double().unsqueeze(1)
            i = torch.arange(%2$d).double()
            w = p * torch.exp(i * (-2.0 * 9.210340371976184 / %3$d))
            """
                .formatted(rows, width / 2, width);
        waves.layer(
            table_ + "return a + torch.stack([w.sin(), w.cos()], 2).flatten(1).to(a.dtype)",
            () -> new SinusoidalPositions(width, true),
            Input.numbers(2, rows, width));
        String turned =
            table_
                + """
                c = w.cos().to(a.dtype)
                s = w.sin().to(a.dtype)
                x, y = %s
                return %s\
                """;
        turns.layer(
            turned.formatted(
                "a[..., 0::2], a[..., 1::2]",
                "torch.stack([x * c - y * s, y * c + x * s], -1).flatten(-2)"),
            () -> new RotaryPositions(width),
            Input.numbers(2, 3, rows, width));
        turns.layer(
            turned.formatted(
                "torch.chunk(a, 2, -1)", "torch.cat([x * c - y * s, y * c + x * s], -1)"),
            () -> RotaryPositions.halfSplit(width),
            Input.numbers(2, rows, width));
      }
    }
    waves.remark("the formula of Vaswani et al. (2017)");
    turns.remark("the formula of Su et al. (2021)");
    waves.differentiated(Derivatives.NONE, "");
  }
}
