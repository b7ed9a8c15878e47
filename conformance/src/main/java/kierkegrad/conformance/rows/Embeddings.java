package kierkegrad.conformance.rows;

import java.util.List;
import java.util.Optional;
import kierkegrad.conformance.Derivatives;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.nn.embedding.Embedding;
import kierkegrad.nn.embedding.EmbeddingBag;
import kierkegrad.nn.embedding.EmbeddingOptions;

/// Tables of vectors.
public final class Embeddings {
  private static final int ROWS = 7;
  private static final int WIDTH = 3;

  private Embeddings() {}

  /// Adds the rows.
  public static void rows(Table table) {
    embedding(table.row(Kind.LAYER, "Embedding"));
    bag(table.row(Kind.LAYER, "EmbeddingBag"));
  }

  private static List<Input> indices() {
    return List.of(
        Input.integers(ROWS, 6),
        Input.integers(ROWS, 2, 5),
        Input.integers(ROWS, 2, 3, 2),
        Input.integers(ROWS, 1),
        Input.integers(ROWS, 0),
        Input.integers(ROWS, 3, 0),
        Input.of(new long[] {4, 4, 4, 0, 6, 4}),
        Input.of(new long[] {2, 5, 2, 5}, 4, 1));
  }

  private static void embedding(Row row) {
    for (Input index : indices()) {
      row.layer(
          "torch.embedding(weight, a)",
          () -> new Embedding(ROWS, WIDTH),
          (l, xs) -> List.of(l.forward(xs.getFirst())),
          index);
      for (int padding : List.of(0, 4, -1)) {
        row.layer(
            "torch.embedding(weight, a, %d)".formatted(padding < 0 ? ROWS + padding : padding),
            () -> new Embedding(ROWS, WIDTH, new EmbeddingOptions().withPaddingIdx(padding)),
            (l, xs) -> List.of(l.forward(xs.getFirst())),
            index);
      }
      for (double norm : List.of(1.0, 2.0, 3.0, Double.POSITIVE_INFINITY)) {
        EmbeddingOptions options = new EmbeddingOptions().withMaxNorm(0.8).withNormType(norm);
        row.layer(
            """
            w = weight.detach().clone()
            torch.embedding_renorm_(w, a.reshape(-1), 0.8, %s)
            used = weight + (w - weight).detach()
            return torch.embedding(used, a), w\
            """
                .formatted(Double.isInfinite(norm) ? "float('inf')" : Double.toString(norm)),
            () -> new Embedding(ROWS, WIDTH, options),
            (l, xs) -> {
              var y = l.forward(xs.getFirst());
              return List.of(y, l.weight().value().detach());
            },
            index);
      }
    }
    row.differentiated(
        Derivatives.ONCE, "LibTorch has no second derivative of gradients scaled by frequency");
    for (Input index : indices()) {
      EmbeddingOptions options = new EmbeddingOptions().withScaleGradByFreq();
      row.layer(
          "torch.embedding(weight, a, -1, True)",
          () -> new Embedding(ROWS, WIDTH, options),
          (l, xs) -> List.of(l.forward(xs.getFirst())),
          index);
      row.layer(
          "torch.embedding(weight, a, 4, True)",
          () -> new Embedding(ROWS, WIDTH, options.withPaddingIdx(4)),
          (l, xs) -> List.of(l.forward(xs.getFirst())),
          index);
    }
    for (long wrong : List.of(7L, -1L)) {
      row.refuses(
          "torch.embedding(torch.ones(7, 3), a)",
          xs -> new Embedding(ROWS, WIDTH).forward(xs.getFirst()),
          Input.of(new long[] {0, wrong}));
    }
    row.refuses(
        "torch.embedding(torch.ones(7, 3), a)",
        xs -> new Embedding(ROWS, WIDTH).forward(xs.getFirst()),
        Input.numbers(3));
  }

  private static String call(String mode, String offsets, String weights, boolean last, int pad) {
    int number = List.of("sum", "mean", "max").indexOf(mode);
    return "torch.embedding_bag(weight, a.reshape(-1), %s, False, %d, False, %s, %s, %s)[0]"
        .formatted(offsets, number, weights, last ? "True" : "False", pad < 0 ? "None" : pad);
  }

  private static void bag(Row row) {
    row.differentiated(Derivatives.ONCE, "LibTorch's embedding_bag has no second derivative");
    List<long[]> offsets =
        List.of(
            new long[] {0},
            new long[] {0, 2, 5},
            new long[] {0, 0, 3, 3, 6},
            new long[] {0, 2, 6},
            new long[] {0, 6});
    Input flat = Input.of(new long[] {1, 4, 2, 6, 4, 3});
    for (String mode : List.of("sum", "mean", "max")) {
      for (int padding : List.of(-1, 4)) {
        EmbeddingOptions options =
            padding < 0 ? new EmbeddingOptions() : new EmbeddingOptions().withPaddingIdx(padding);
        for (long[] begins : offsets) {
          boolean ends = begins[begins.length - 1] == 6;
          for (boolean last : ends ? List.of(false, true) : List.of(false)) {
            row.layer(
                call(mode, "b", "None", last, padding),
                () -> new EmbeddingBag(ROWS, WIDTH, mode, last, options),
                (l, xs) -> List.of(l.forward(xs.getFirst(), xs.get(1))),
                flat,
                Input.of(begins));
          }
        }
        for (int[] shape : List.of(new int[] {2, 4}, new int[] {1, 1}, new int[] {4, 2})) {
          row.layer(
              call(mode, starts(shape), "None", false, padding),
              () -> new EmbeddingBag(ROWS, WIDTH, mode, false, options),
              (l, xs) -> List.of(l.forward(xs.getFirst())),
              Input.of(distinct(shape), shape));
        }
        row.layer(
            call(mode, "b", "None", false, padding),
            () -> new EmbeddingBag(ROWS, WIDTH, mode, false, options),
            (l, xs) -> List.of(l.forward(xs.getFirst(), xs.get(1))),
            Input.of(new long[] {}, 0),
            Input.of(new long[] {0, 0}));
      }
    }
    weighted(row, offsets, flat);
    refusals(row);
  }

  private static void weighted(Row row, List<long[]> offsets, Input flat) {
    for (int padding : List.of(-1, 4)) {
      EmbeddingOptions options =
          padding < 0 ? new EmbeddingOptions() : new EmbeddingOptions().withPaddingIdx(padding);
      for (long[] begins : offsets) {
        row.layer(
            call("sum", "b", "c", false, padding),
            () -> new EmbeddingBag(ROWS, WIDTH, "sum", false, options),
            (l, xs) -> List.of(l.forward(xs.getFirst(), xs.get(1), Optional.of(xs.get(2)))),
            flat,
            Input.of(begins),
            Input.numbers(6));
      }
      row.layer(
          call("sum", starts(new int[] {2, 3}), "b.reshape(-1)", false, padding),
          () -> new EmbeddingBag(ROWS, WIDTH, "sum", false, options),
          (l, xs) -> List.of(l.forward(xs.getFirst(), Optional.of(xs.get(1)))),
          Input.of(distinct(new int[] {2, 3}), 2, 3),
          Input.numbers(2, 3));
    }
    for (String mode : List.of("sum", "mean")) {
      EmbeddingOptions options = new EmbeddingOptions().withScaleGradByFreq();
      row.layer(
          """
          bag = torch.tensor([0, 0, 1, 1, 1, 2])
          sizes = torch.tensor([[2], [3], [1]])
          rows = torch.embedding(weight, a, -1, True)
          sums = a.new_zeros([3, 3], dtype=weight.dtype).index_add(0, bag, rows)
          return %s\
          """
              .formatted(mode.equals("sum") ? "sums" : "sums / sizes"),
          () -> new EmbeddingBag(ROWS, WIDTH, mode, false, options),
          (l, xs) -> List.of(l.forward(xs.getFirst(), xs.get(1))),
          flat,
          Input.of(new long[] {0, 2, 5}));
    }
    row.remark(
        "with gradients scaled by frequency compared with embedding, because embedding_bag divides by other rows' counts");
    row.layer(
        """
        w = weight.detach().clone()
        torch.embedding_renorm_(w, a, 0.8, 2.0)
        used = weight + (w - weight).detach()
        return torch.embedding_bag(used, a, b)[0], w\
        """,
        () -> new EmbeddingBag(ROWS, WIDTH, "sum", false, new EmbeddingOptions().withMaxNorm(0.8)),
        (l, xs) -> {
          var y = l.forward(xs.getFirst(), xs.get(1));
          return List.of(y, l.weight().value().detach());
        },
        flat,
        Input.of(new long[] {0, 2, 5}));
  }

  /// Where the rows of an index of this shape begin.
  private static String starts(int[] shape) {
    return "torch.arange(0, %d, %d)".formatted(shape[0] * shape[1], shape[1]);
  }

  /// No row of the table twice in a bag: of equal largest ones, LibTorch takes the first.
  private static long[] distinct(int[] shape) {
    long[] rows = new long[shape[0] * shape[1]];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (3 * i + 1) % ROWS;
    }
    return rows;
  }

  private static void refusals(Row row) {
    String call = "torch.embedding_bag(torch.ones(7, 3), a, b)[0]";
    row.refuses(
        call,
        xs -> new EmbeddingBag(ROWS, WIDTH).forward(xs.getFirst(), xs.get(1)),
        Input.of(new long[] {1, 2}),
        Input.of(new long[] {1}));
    row.refuses(
        call,
        xs -> new EmbeddingBag(ROWS, WIDTH).forward(xs.getFirst(), xs.get(1)),
        Input.of(new long[] {1, 2}),
        Input.of(new long[] {0, 3}));
    row.remark(
        "LibTorch reads beyond the table where a number is too large, which is refused here");
    row.refuses(
        "torch.embedding_bag(torch.ones(7, 3).double(), a, b, False, 1, False, c)[0]",
        xs ->
            new EmbeddingBag(ROWS, WIDTH, "mean")
                .forward(xs.getFirst(), xs.get(1), Optional.of(xs.get(2))),
        Input.of(new long[] {1, 2}),
        Input.of(new long[] {0}),
        Input.numbers(2));
  }
}
