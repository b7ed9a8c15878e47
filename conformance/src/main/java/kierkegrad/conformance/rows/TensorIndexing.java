package kierkegrad.conformance.rows;

import java.util.List;
import java.util.Locale;
import kierkegrad.conformance.Derivatives;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Indexing.ScatterReduce;

/// Elements at computed places, and masks.
public final class TensorIndexing {
  private static final Input X = Input.numbers(4, 3, 5);
  private static final Input ROWS = Input.of(new long[] {2, 0, 2, 1});

  private TensorIndexing() {}

  /// Adds the rows.
  public static void rows(Table table) {
    slices(table);
    elements(table);
    reductions(table);
    masks(table);
    tensorsOfIndices(table);
  }

  private static void slices(Table table) {
    Row select = table.row(Kind.OPERATION, "index_select");
    Row add = table.row(Kind.OPERATION, "index_add");
    Row copy = table.row(Kind.OPERATION, "index_copy");
    Row fill = table.row(Kind.OPERATION, "index_fill");
    int[][] shapes = {{4, 3, 5}, {4, 4, 5}, {4, 3, 4}};
    for (int dim = 0; dim < 3; dim++) {
      int axis = dim;
      Input once = Input.of(new long[] {2, 0});
      int[] fewer = {4, 3, 5};
      fewer[dim] = 2;
      select.same(
          "torch.index_select(a, " + dim + ", b)",
          v -> v.getFirst().indexSelect(axis, v.get(1)),
          X,
          ROWS);
      add.same(
              "torch.index_add(a, " + dim + ", b, c)",
              v -> v.getFirst().indexAdd(axis, v.get(1), v.get(2)),
              X,
              ROWS,
              Input.numbers(shapes[dim]))
          .same(
              "torch.index_add(a, " + dim + ", b, c, alpha=-1.5)",
              v -> v.getFirst().indexAdd(axis, v.get(1), v.get(2), -1.5),
              X,
              ROWS,
              Input.numbers(shapes[dim]));
      copy.same(
          "torch.index_copy(a, " + dim + ", b, c)",
          v -> v.getFirst().indexCopy(axis, v.get(1), v.get(2)),
          X,
          once,
          Input.numbers(fewer));
      fill.same(
          "torch.index_fill(a, " + dim + ", b, -1.5)",
          v -> v.getFirst().indexFill(axis, v.get(1), -1.5),
          X,
          once);
    }
    Input none = Input.integers(1, 0);
    select
        .same("torch.index_select(a, 0, b)", v -> v.getFirst().indexSelect(0, v.get(1)), X, none)
        .same(
            "torch.index_select(a, 0, b)",
            v -> v.getFirst().indexSelect(0, v.get(1)),
            Input.numbers(300, 20),
            Input.integers(300, 500))
        .same(
            "torch.index_select(a, 0, b)",
            v -> v.getFirst().indexSelect(0, v.get(1)),
            Input.integers(90, 5, 2),
            ROWS)
        .same(
            "torch.index_select(a, 0, b)",
            v -> v.getFirst().indexSelect(0, v.get(1)),
            Input.booleans(5),
            ROWS)
        .same(
            "torch.index_select(a, 0, b)",
            v -> v.getFirst().indexSelect(0, v.get(1)),
            Input.between(-2, 2),
            Input.of(new long[] {0}))
        .refuses(
            "torch.index_select(a, 1, b)",
            v -> v.getFirst().indexSelect(1, v.get(1)),
            X,
            Input.of(new long[] {3}))
        .refuses(
            "torch.index_select(a, 1, b)",
            v -> v.getFirst().indexSelect(1, v.get(1)),
            X,
            Input.of(new long[] {-1}))
        .refuses(
            "torch.index_select(a, 1, b)",
            v -> v.getFirst().indexSelect(1, v.get(1)),
            X,
            Input.numbers(2))
        .refuses(
            "torch.index_select(a, 1, b)",
            v -> v.getFirst().indexSelect(1, v.get(1)),
            X,
            Input.integers(2, 2, 2));
    add.same(
            "torch.index_add(a, 0, b, c)",
            v -> v.getFirst().indexAdd(0, v.get(1), v.get(2)),
            Input.numbers(30, 600),
            Input.integers(30, 100),
            Input.numbers(100, 600))
        .same(
            "torch.index_add(a, 0, b, c)",
            v -> v.getFirst().indexAdd(0, v.get(1), v.get(2)),
            Input.integers(9, 5),
            ROWS,
            Input.integers(7, 4))
        .refuses(
            "torch.index_add(a, 0, b, c)",
            v -> v.getFirst().indexAdd(0, v.get(1), v.get(2)),
            X,
            ROWS,
            Input.numbers(3, 3, 5));
  }

  private static void elements(Table table) {
    Row gather = table.row(Kind.OPERATION, "gather");
    Row add = table.row(Kind.OPERATION, "scatter_add");
    Row scatter = table.row(Kind.OPERATION, "scatter");
    Row along = table.row(Kind.OPERATION, "take_along_dim");
    for (int dim = 0; dim < 3; dim++) {
      int axis = dim;
      Input index = Input.integers(3, 2, 3, 4);
      gather.same(
          "torch.gather(a, " + dim + ", b)", v -> v.getFirst().gather(axis, v.get(1)), X, index);
      along.same(
          "torch.take_along_dim(a, b, " + dim + ")",
          v -> v.getFirst().takeAlongDim(v.get(1), axis),
          X,
          Input.integers(3, dim == 0 ? 2 : 1, dim == 1 ? 2 : 1, dim == 2 ? 2 : 1));
      add.same(
          "torch.scatter_add(a, " + dim + ", b, c)",
          v -> v.getFirst().scatterAdd(axis, v.get(1), v.get(2)),
          X,
          index,
          Input.numbers(2, 3, 4));
      scatter.same(
          "torch.scatter(a, " + dim + ", b, 1.5)",
          v -> v.getFirst().scatter(axis, v.get(1), 1.5),
          X,
          index);
    }
    Input distinct = Input.of(new long[] {0, 2, 1, 2, 0, 3}, 2, 3);
    scatter
        .same(
            "torch.scatter(a, 1, b, c)",
            v -> v.getFirst().scatter(1, v.get(1), v.get(2)),
            Input.numbers(2, 4),
            distinct,
            Input.numbers(2, 3))
        .refuses(
            "torch.scatter(a, 1, b, 1.5)",
            v -> v.getFirst().scatter(1, v.get(1), 1.5),
            Input.numbers(2, 3),
            distinct)
        .refuses(
            "torch.scatter(a, 1, b, 1.5)",
            v -> v.getFirst().scatter(1, v.get(1), 1.5),
            Input.numbers(4),
            distinct);
    gather
        .same(
            "torch.gather(a, 0, b)",
            v -> v.getFirst().gather(0, v.get(1)),
            Input.integers(9, 5),
            Input.integers(5, 7))
        .same(
            "torch.gather(a, 0, b)",
            v -> v.getFirst().gather(0, v.get(1)),
            Input.numbers(5),
            Input.integers(5, 0))
        .refuses(
            "torch.gather(a, 1, b)",
            v -> v.getFirst().gather(1, v.get(1)),
            Input.numbers(2, 3),
            distinct)
        .refuses(
            "torch.gather(a, 1, b)",
            v -> v.getFirst().gather(1, v.get(1)),
            Input.numbers(2, 3),
            Input.of(new long[] {-1}, 1, 1))
        .refuses(
            "torch.gather(a, 1, b)",
            v -> v.getFirst().gather(1, v.get(1)),
            Input.numbers(2, 3),
            Input.integers(2, 3));
    table
        .row(Kind.OPERATION, "take")
        .same("torch.take(a, b)", v -> v.getFirst().take(v.get(1)), X, Input.integers(60, 3, 4))
        .same(
            "torch.take(a, b)",
            v -> v.getFirst().take(v.get(1)),
            X,
            Input.of(new long[] {-1, -60, 59, 0, -1}))
        .same(
            "torch.take(a, b)", v -> v.getFirst().take(v.get(1)), X, Input.of(new long[] {7}, 1, 1))
        .refuses("torch.take(a, b)", v -> v.getFirst().take(v.get(1)), X, Input.of(new long[] {60}))
        .refuses(
            "torch.take(a, b)", v -> v.getFirst().take(v.get(1)), X, Input.of(new long[] {-61}));
  }

  private static void reductions(Table table) {
    Row row = table.row(Kind.OPERATION, "scatter_reduce");
    Input x = Input.numbers(5, 3);
    Input index = Input.integers(4, 6, 3);
    // Other numbers than those of x: where both are equal, LibTorch lets x take a share of the
    // gradient even if it is not included.
    Input b = Input.between(-1.7, 2.1, 6, 3);
    for (ScatterReduce reduce : ScatterReduce.values()) {
      String word = reduce.name().toLowerCase(Locale.ROOT);
      for (boolean own : new boolean[] {true, false}) {
        String code =
            "torch.scatter_reduce(a, 0, b, c, '"
                + word
                + "', include_self="
                + (own ? "True)" : "False)");
        row.same(
                code,
                v -> v.getFirst().scatterReduce(0, v.get(1), v.get(2), reduce, own),
                x,
                index,
                b)
            .same(
                code,
                v -> v.getFirst().scatterReduce(0, v.get(1), v.get(2), reduce, own),
                Input.integers(9, 5),
                Input.integers(4, 6),
                Input.integers(5, 6))
            .same(
                code,
                v -> v.getFirst().scatterReduce(0, v.get(1), v.get(2), reduce, own),
                Input.numbers(5),
                Input.integers(4, 0),
                Input.numbers(0))
            .same(
                code.replace("a, 0", "a, 1"),
                v -> v.getFirst().scatterReduce(1, v.get(1), v.get(2), reduce, own),
                own ? Input.numbers(3, 4) : Input.numbers(3, 4).fixed(),
                Input.integers(4, 2, 5),
                Input.between(-1.7, 2.1, 2, 5));
      }
    }
    row.differentiated(
        Derivatives.ONCE,
        "LibTorch refuses the second derivative of a product with several zeros; ours is tested by"
            + " differences");
    Input zeros = Input.of(new double[] {2, 0, 3, 0, 0, 5});
    Input targets = Input.of(new long[] {0, 0, 0, 1, 1, 2});
    for (boolean own : new boolean[] {true, false}) {
      row.same(
          "torch.scatter_reduce(a, 0, b, c, 'prod', include_self=" + (own ? "True)" : "False)"),
          v -> v.getFirst().scatterReduce(0, v.get(1), v.get(2), ScatterReduce.PROD, own),
          Input.of(new double[] {2, 3, 0, 1}),
          targets,
          zeros);
    }
    row.refuses(
        "torch.scatter_reduce(a, 0, b, c, 'sum')",
        v -> v.getFirst().scatterReduce(0, v.get(1), v.get(2), ScatterReduce.SUM, true),
        Input.numbers(2),
        Input.of(new long[] {2}),
        Input.numbers(1));
  }

  private static void masks(Table table) {
    Input mask = Input.booleans(4, 3, 5);
    Input line = Input.booleans(5);
    table
        .row(Kind.OPERATION, "masked_fill")
        .same("torch.masked_fill(a, b, 1.5)", v -> v.getFirst().maskedFill(v.get(1), 1.5), X, mask)
        .same("torch.masked_fill(a, b, 1.5)", v -> v.getFirst().maskedFill(v.get(1), 1.5), X, line)
        .same(
            "torch.masked_fill(a, b, c)",
            v -> v.getFirst().maskedFill(v.get(1), v.get(2)),
            X,
            line,
            Input.between(-2, 2))
        .same(
            "torch.masked_fill(a, b, -1)",
            v -> v.getFirst().maskedFill(v.get(1), -1),
            Input.integers(9, 5),
            line)
        .refuses(
            "torch.masked_fill(a, b, 1.5)",
            v -> v.getFirst().maskedFill(v.get(1), 1.5),
            X,
            Input.booleans(4))
        .refuses(
            "torch.masked_fill(a, b, 1.5)",
            v -> v.getFirst().maskedFill(v.get(1), 1.5),
            X,
            Input.integers(2, 5));
    table
        .row(Kind.OPERATION, "masked_select")
        .same("torch.masked_select(a, b)", v -> v.getFirst().maskedSelect(v.get(1)), X, mask)
        .same("torch.masked_select(a, b)", v -> v.getFirst().maskedSelect(v.get(1)), X, line)
        .same(
            "torch.masked_select(a, b)",
            v -> v.getFirst().maskedSelect(v.get(1)),
            Input.numbers(5),
            Input.booleans(3, 5))
        .same(
            "torch.masked_select(a, b)",
            v -> v.getFirst().maskedSelect(v.get(1)),
            Input.numbers(2),
            Input.of(new double[] {0, 0}).as(DType.BOOL))
        .same(
            "torch.masked_select(a, b)",
            v -> v.getFirst().maskedSelect(v.get(1)),
            Input.between(-2, 2),
            Input.of(new double[] {1}, new int[0]).as(DType.BOOL))
        .refuses(
            "torch.masked_select(a, b)",
            v -> v.getFirst().maskedSelect(v.get(1)),
            X,
            Input.booleans(4));
    table
        .row(Kind.OPERATION, "masked_scatter")
        .same(
            "torch.masked_scatter(a, b, c)",
            v -> v.getFirst().maskedScatter(v.get(1), v.get(2)),
            X,
            mask,
            Input.numbers(60))
        .same(
            "torch.masked_scatter(a, b, c)",
            v -> v.getFirst().maskedScatter(v.get(1), v.get(2)),
            X,
            line,
            Input.numbers(8, 8))
        .refuses(
            "torch.masked_scatter(a, b, c)",
            v -> v.getFirst().maskedScatter(v.get(1), v.get(2)),
            X,
            mask,
            Input.numbers(3));
    Row nonzero =
        table
            .row(Kind.OPERATION, "nonzero")
            .torch("torch.nonzero", "torch.argwhere")
            .differentiated(Derivatives.NONE, "");
    for (Input x :
        List.of(
            mask,
            Input.integers(3, 4, 5),
            Input.specials(),
            Input.between(-2, 2),
            Input.numbers(0, 3),
            line)) {
      nonzero.same("torch.nonzero(a)", v -> v.getFirst().nonzero(), x);
      table
          .row(Kind.OPERATION, "where")
          .sameAll("torch.where(a)", v -> v.getFirst().whereTrue(), x.fixed());
    }
  }

  private static void tensorsOfIndices(Table table) {
    Row get = table.row(Kind.OPERATION, "index").torch("torch.Tensor.__getitem__");
    Row put = table.row(Kind.OPERATION, "index_put");
    Input i = Input.of(new long[] {2, 0, -1, 3});
    Input j = Input.of(new long[] {1, -3, 0, 2});
    get.same("a[b]", v -> v.getFirst().index(v.get(1)), X, i)
        .same("a[b, c]", v -> v.getFirst().index(v.get(1), v.get(2)), X, i, j)
        .same(
            "a[b, c]",
            v -> v.getFirst().index(v.get(1), v.get(2)),
            X,
            Input.of(new long[] {0, 3}, 2, 1),
            Input.of(new long[] {0, 2, -1}))
        .same("a[b]", v -> v.getFirst().index(v.get(1)), X, Input.booleans(4, 3))
        .same("a[b]", v -> v.getFirst().index(v.get(1)), X, Input.booleans(4, 3, 5))
        .same("a[b]", v -> v.getFirst().index(v.get(1)), X, Input.integers(4, 2, 2))
        .same("a[b]", v -> v.getFirst().index(v.get(1)), X, Input.integers(4, 0))
        .refuses("a[b]", v -> v.getFirst().index(v.get(1)), X, Input.of(new long[] {4}))
        .refuses("a[b]", v -> v.getFirst().index(v.get(1)), X, Input.of(new long[] {-5}))
        .refuses("a[b]", v -> v.getFirst().index(v.get(1)), X, Input.booleans(3));
    for (boolean accumulate : new boolean[] {false, true}) {
      String end = accumulate ? ", True)" : ", False)";
      Input again = accumulate ? Input.of(new long[] {2, 0, -2, 2}) : i;
      put.same(
              "torch.index_put(a, [b], c" + end,
              v -> v.getFirst().indexPut(List.of(v.get(1)), v.get(2), accumulate),
              X,
              again,
              Input.numbers(4, 3, 5))
          .same(
              "torch.index_put(a, [b, c], d" + end,
              v -> v.getFirst().indexPut(List.of(v.get(1), v.get(2)), v.get(3), accumulate),
              X,
              again,
              accumulate ? Input.of(new long[] {1, 0, 0, 1}) : j,
              Input.numbers(4, 5))
          .same(
              "torch.index_put(a, [b], c" + end,
              v -> v.getFirst().indexPut(List.of(v.get(1)), v.get(2), accumulate),
              X,
              i,
              Input.numbers(5))
          .same(
              "torch.index_put(a, [b], c" + end,
              v -> v.getFirst().indexPut(List.of(v.get(1)), v.get(2), accumulate),
              X,
              Input.booleans(4, 3),
              Input.between(-2, 2))
          .refuses(
              "torch.index_put(a, [b], c" + end,
              v -> v.getFirst().indexPut(List.of(v.get(1)), v.get(2), accumulate),
              X,
              Input.of(new long[] {4}),
              Input.between(-2, 2));
    }
    Row one = table.row(Kind.OPERATION, "one_hot").torch("torch.nn.functional.one_hot");
    one.same("torch.one_hot(a, 5)", v -> v.getFirst().oneHot(5), Input.integers(5, 3, 4))
        .refuses("torch.one_hot(a, 2)", v -> v.getFirst().oneHot(2), Input.of(new long[] {2}));
  }
}
