package kierkegrad.conformance.rows;

import java.util.List;
import java.util.function.Function;
import kierkegrad.conformance.Derivatives;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// The same elements in another arrangement.
public final class TensorShapes {
  private static final Input X = Input.numbers(2, 3, 4);
  private static final Input WHOLE = Input.integers(9, 2, 3, 4);
  private static final Input EMPTY = Input.numbers(2, 0, 4);

  private TensorShapes() {}

  /// Adds the rows.
  public static void rows(Table table) {
    views(table);
    parts(table);
    joins(table);
    matrices(table);
    repetition(table);
    creation(table);
  }

  private static Row one(
      Table table, String name, String call, Function<Tensor, Tensor> f, Input... inputs) {
    Row row = table.row(Kind.OPERATION, name);
    for (Input input : inputs) {
      row.same(call, v -> f.apply(v.getFirst()), input);
    }
    return row;
  }

  private static void views(Table table) {
    one(table, "reshape", "torch.reshape(a, [4, 6])", x -> x.reshape(4, 6), X, WHOLE);
    one(table, "reshape", "torch.reshape(a, [-1, 2])", x -> x.reshape(-1, 2), X)
        .refuses("torch.reshape(a, [5, -1])", v -> v.getFirst().reshape(5, -1), X)
        .refuses("torch.reshape(a, [5, 5])", v -> v.getFirst().reshape(5, 5), X);
    one(table, "flatten", "torch.flatten(a)", Tensor::flatten, X, EMPTY, Input.between(-2, 2))
        .torch("torch.flatten", "torch.ravel");
    one(table, "flatten", "torch.flatten(a, 1)", x -> x.flatten(1, -1), X, EMPTY);
    one(table, "unflatten", "torch.unflatten(a, 2, [2, 2])", x -> x.unflatten(2, 2, 2), X, WHOLE);
    one(table, "unflatten", "torch.unflatten(a, 1, [3, -1])", x -> x.unflatten(1, 3, -1), X)
        .refuses("torch.unflatten(a, 1, [2, 2])", v -> v.getFirst().unflatten(1, 2, 2), X);
    one(table, "permute", "torch.permute(a, [2, 0, 1])", x -> x.permute(2, 0, 1), X, WHOLE, EMPTY)
        .refuses("torch.permute(a, [0, 0, 1])", v -> v.getFirst().permute(0, 0, 1), X);
    one(table, "transpose", "torch.transpose(a, 0, -1)", x -> x.transpose(0, -1), X, WHOLE, EMPTY)
        .torch("torch.transpose", "torch.swapaxes", "torch.swapdims")
        .refuses("torch.transpose(a, 0, 3)", v -> v.getFirst().transpose(0, 3), X);
    one(table, "mT", "a.mT", Tensor::mT, X, WHOLE).torch("torch.t", "torch.adjoint");
    one(table, "movedim", "torch.movedim(a, 0, 2)", x -> x.movedim(0, 2), X, WHOLE)
        .torch("torch.movedim", "torch.moveaxis");
    one(
        table,
        "movedim",
        "torch.movedim(a, [0, 2], [-1, 0])",
        x -> x.movedim(new int[] {0, 2}, new int[] {-1, 0}),
        X,
        EMPTY);
    one(table, "squeeze", "torch.squeeze(a)", Tensor::squeeze, Input.numbers(1, 3, 1), X);
    one(table, "squeeze", "torch.squeeze(a, 0)", x -> x.squeeze(0), Input.numbers(1, 3, 1), X);
    one(table, "unsqueeze", "torch.unsqueeze(a, 1)", x -> x.unsqueeze(1), X, EMPTY);
    one(table, "unsqueeze", "torch.unsqueeze(a, -1)", x -> x.unsqueeze(-1), X, Input.between(-2, 2))
        .refuses("torch.unsqueeze(a, 5)", v -> v.getFirst().unsqueeze(5), X);
    one(
            table,
            "broadcast_to",
            "torch.broadcast_to(a, [2, -1, 4])",
            x -> x.broadcastTo(2, -1, 4),
            Input.numbers(3, 1))
        .refuses(
            "torch.broadcast_to(a, [2, 5])",
            v -> v.getFirst().broadcastTo(2, 5),
            Input.numbers(2, 3));
    one(table, "expand", "a.expand([5, 2, 3])", x -> x.expand(5, 2, 3), Input.numbers(2, 1))
        .torch("torch.Tensor.expand");
    one(table, "clone", "torch.clone(a)", Tensor::copy, X, WHOLE, EMPTY);
    one(table, "flip", "torch.flip(a, [0, 2])", x -> x.flip(0, 2), X, WHOLE, EMPTY)
        .refuses("torch.flip(a, [3])", v -> v.getFirst().flip(3), X);
    one(table, "fliplr", "torch.fliplr(a)", x -> x.flip(1), X);
    one(table, "flipud", "torch.flipud(a)", x -> x.flip(0), X);
    for (int k = -1; k < 5; k++) {
      int quarters = k;
      one(
          table,
          "rot90",
          "torch.rot90(a, " + k + ", [0, 1])",
          x -> x.rot90(quarters, 0, 1),
          X,
          Input.integers(9, 3, 2));
    }
    one(table, "rot90", "torch.rot90(a, 1, [2, 0])", x -> x.rot90(1, 2, 0), X)
        .refuses("torch.rot90(a, 1, [0, 0])", v -> v.getFirst().rot90(1, 0, 0), X);
    for (int shift : new int[] {0, 1, -2, 9}) {
      one(table, "roll", "torch.roll(a, " + shift + ", 1)", x -> x.roll(shift, 1), X, EMPTY);
      one(table, "roll", "torch.roll(a, " + shift + ")", x -> x.roll(shift), X, WHOLE);
    }
    one(
        table,
        "roll",
        "torch.roll(a, [1, -1], [0, 2])",
        x -> x.roll(new int[] {1, -1}, new int[] {0, 2}),
        X,
        WHOLE);
  }

  private static void parts(Table table) {
    one(table, "select", "torch.select(a, 1, -1)", x -> x.select(1, -1), X, WHOLE)
        .refuses("torch.select(a, 1, 3)", v -> v.getFirst().select(1, 3), X);
    one(table, "narrow", "torch.narrow(a, 2, 1, 2)", x -> x.narrow(2, 1, 2), X, WHOLE, EMPTY)
        .refuses("torch.narrow(a, 2, 3, 2)", v -> v.getFirst().narrow(2, 3, 2), X);
    one(table, "slice", "a[:, 1:]", x -> x.slice(1, 1, 99), X, WHOLE, EMPTY)
        .torch("torch.Tensor.__getitem__");
    one(table, "slice", "a[:, :, 0:4:3]", x -> x.slice(2, 0, 4, 3), X);
    one(table, "slice", "a[:, -2:-1]", x -> x.slice(1, -2, -1), X);
    one(table, "slice", "a[1, 2]", x -> x.get(1, 2), X);
    for (int count : new int[] {1, 2, 3, 7}) {
      list(table, "chunk", "torch.chunk(a, " + count + ", 2)", x -> x.chunk(count, 2), X, WHOLE);
      list(
          table,
          "tensor_split",
          "torch.tensor_split(a, " + count + ", 2)",
          x -> x.tensorSplit(count, 2),
          X,
          WHOLE);
      list(table, "split", "torch.split(a, " + count + ", 2)", x -> x.split(2, count), X, WHOLE);
    }
    table
        .row(Kind.OPERATION, "split")
        .torch("torch.split", "torch.split_with_sizes")
        .sameAll(
            "torch.split_with_sizes(a, [1, 0, 3], 2)",
            v -> v.getFirst().split(2, new int[] {1, 0, 3}),
            X)
        .refuses(
            "torch.split_with_sizes(a, [1, 2], 2)[0]",
            v -> v.getFirst().split(2, new int[] {1, 2}).getFirst(),
            X);
    list(table, "unbind", "torch.unbind(a, 1)", x -> x.unbind(1), X, WHOLE);
  }

  private static void list(
      Table table, String name, String call, Function<Tensor, List<Tensor>> f, Input... inputs) {
    for (Input input : inputs) {
      table.row(Kind.OPERATION, name).sameAll(call, v -> f.apply(v.getFirst()), input);
    }
  }

  private static void joins(Table table) {
    Row cat =
        table.row(Kind.OPERATION, "cat").torch("torch.cat", "torch.concat", "torch.concatenate");
    for (int dim = 0; dim < 3; dim++) {
      int axis = dim;
      int[] other = {2, 3, 4};
      other[dim] = 2;
      cat.same(
              "torch.cat([a, b], " + dim + ")",
              v -> Tensor.concat(axis, v),
              X,
              Input.numbers(other))
          .same(
              "torch.cat([a, b, a], " + dim + ")",
              v -> Tensor.concat(axis, List.of(v.getFirst(), v.get(1), v.getFirst())),
              X,
              Input.integers(5, other));
      table
          .row(Kind.OPERATION, "stack")
          .same("torch.stack([a, b], " + dim + ")", v -> Tensor.stack(axis, v), X, X.shuffled());
    }
    cat.refuses("torch.cat([a, b], 0)", v -> Tensor.concat(0, v), X, Input.numbers(2, 2, 4));
    table
        .row(Kind.OPERATION, "stack")
        .same("torch.stack([a, b], -1)", v -> Tensor.stack(-1, v), X, X.shuffled())
        .refuses("torch.stack([a, b], 0)", v -> Tensor.stack(0, v), X, Input.numbers(2, 2, 4));
    Row pad = table.row(Kind.OPERATION, "pad").torch("torch.constant_pad_nd");
    pad.same("torch.constant_pad_nd(a, [1, 2])", v -> v.getFirst().pad(-1, 1, 2, 0), X)
        .same("torch.constant_pad_nd(a, [1, 0], 2.5)", v -> v.getFirst().pad(-1, 1, 0, 2.5), X)
        .same("torch.constant_pad_nd(a, [0, 0, 2, 1])", v -> v.getFirst().pad(1, 2, 1, 0), X)
        .same("torch.constant_pad_nd(a, [1, 2], 7)", v -> v.getFirst().pad(-1, 1, 2, 7), WHOLE);
    Row grid = table.row(Kind.OPERATION, "meshgrid");
    grid.sameAll(
            "torch.meshgrid([a, b], indexing='ij')",
            v -> Tensor.meshgrid(v.getFirst(), v.get(1)),
            Input.numbers(3),
            Input.numbers(2))
        .sameAll(
            "torch.meshgrid([a, b], indexing='xy')",
            v -> Tensor.meshgridXy(v.getFirst(), v.get(1)),
            Input.numbers(3),
            Input.numbers(2))
        .sameAll(
            "torch.meshgrid([a, b, c], indexing='ij')",
            v -> Tensor.meshgrid(v.toArray(Tensor[]::new)),
            Input.numbers(3),
            Input.numbers(2),
            Input.between(-2, 2))
        .sameAll(
            "torch.meshgrid([a, b, c], indexing='xy')",
            v -> Tensor.meshgridXy(v.toArray(Tensor[]::new)),
            Input.numbers(3),
            Input.numbers(2),
            Input.numbers(4))
        .refuses(
            "torch.meshgrid([a, b], indexing='ij')[0]",
            v -> Tensor.meshgrid(v.getFirst(), v.get(1)).getFirst(),
            Input.numbers(2, 2),
            Input.numbers(2));
  }

  private static void matrices(Table table) {
    Input square = Input.numbers(3, 3);
    Input tall = Input.numbers(2, 4, 3);
    Input wide = Input.integers(9, 3, 5);
    for (int k = -3; k <= 3; k++) {
      int d = k;
      one(table, "tril", "torch.tril(a, " + k + ")", x -> x.tril(d), square, tall, wide);
      one(table, "triu", "torch.triu(a, " + k + ")", x -> x.triu(d), square, tall, wide);
    }
    one(table, "tril", "torch.tril(a)", x -> x.tril(0), Input.numbers(0, 3), Input.booleans(3, 3))
        .refuses("torch.tril(a)", v -> v.getFirst().tril(0), Input.numbers(3));
    one(table, "triu", "torch.triu(a)", x -> x.triu(0), Input.numbers(0, 3), Input.booleans(3, 3))
        .refuses("torch.triu(a)", v -> v.getFirst().triu(0), Input.numbers(3));
    for (int k = -2; k <= 2; k++) {
      int d = k;
      one(
          table,
          "diagonal",
          "torch.diagonal(a, " + k + ")",
          x -> x.diagonal(d, 0, 1),
          square,
          tall,
          wide);
      one(table, "diagonal", "torch.diagonal(a, " + k + ", 2, 0)", x -> x.diagonal(d, 2, 0), tall);
      one(
          table,
          "diag",
          "torch.diag(a, " + k + ")",
          x -> x.diag(d),
          square,
          Input.numbers(3),
          wide);
      one(
          table,
          "diag_embed",
          "torch.diag_embed(a, " + k + ")",
          x -> x.diagEmbed(d),
          Input.numbers(3),
          Input.numbers(2, 3));
    }
    one(
            table,
            "diag_embed",
            "torch.diag_embed(a, 1, 0, 2)",
            x -> x.diagEmbed(1, 0, 2),
            Input.numbers(2, 3))
        .refuses("torch.diag_embed(a)", v -> v.getFirst().diagEmbed(0), Input.between(-2, 2));
    one(table, "diagonal", "torch.diagonal(a, 5)", x -> x.diagonal(5, 0, 1), square)
        .refuses("torch.diagonal(a, 0, 1, 1)", v -> v.getFirst().diagonal(0, 1, 1), square);
    one(table, "diag", "torch.diag(a)", x -> x.diag(0), Input.numbers(0, 2))
        .refuses("torch.diag(a)", v -> v.getFirst().diag(0), tall);
    one(table, "diagflat", "torch.diagflat(a)", x -> x.diagflat(0), Input.numbers(2, 3), wide);
    one(table, "diagflat", "torch.diagflat(a, -1)", x -> x.diagflat(-1), Input.numbers(3));
    one(table, "trace", "torch.trace(a)", Tensor::trace, square, Input.numbers(2, 4), wide)
        .refuses("torch.trace(a)", v -> v.getFirst().trace(), tall);
  }

  private static void repetition(Table table) {
    one(table, "repeat", "a.repeat([2, 1, 3])", x -> x.repeat(2, 1, 3), X, WHOLE, EMPTY)
        .torch("torch.Tensor.repeat");
    one(table, "repeat", "a.repeat([2, 2, 1, 0])", x -> x.repeat(2, 2, 1, 0), X);
    one(table, "repeat", "a.repeat([4])", x -> x.repeat(4), Input.between(-2, 2), Input.numbers(3))
        .refuses("a.repeat([2])", v -> v.getFirst().repeat(2), X)
        .refuses("a.repeat([2, -1, 1])", v -> v.getFirst().repeat(2, -1, 1), X);
    one(table, "tile", "torch.tile(a, [2])", x -> x.tile(2), X, WHOLE);
    one(table, "tile", "torch.tile(a, [2, 1, 1, 2])", x -> x.tile(2, 1, 1, 2), X, EMPTY);
    for (int dim = 0; dim < 3; dim++) {
      int axis = dim;
      one(
          table,
          "repeat_interleave",
          "torch.repeat_interleave(a, 2, " + dim + ")",
          x -> x.repeatInterleave(2, axis),
          X,
          WHOLE);
    }
    table
        .row(Kind.OPERATION, "repeat_interleave")
        .same(
            "torch.repeat_interleave(a, b, 1)",
            v -> v.getFirst().repeatInterleave(v.get(1), 1),
            X,
            Input.of(new long[] {2, 0, 3}))
        .same(
            "torch.repeat_interleave(a, b, 1)",
            v -> v.getFirst().repeatInterleave(v.get(1), 1),
            X,
            Input.of(new long[] {2}))
        .refuses(
            "torch.repeat_interleave(a, b, 1)",
            v -> v.getFirst().repeatInterleave(v.get(1), 1),
            X,
            Input.of(new long[] {2, 1}));
  }

  private static void creation(Table table) {
    Input any = Input.numbers(1);
    table
        .row(Kind.OPERATION, "arange")
        .differentiated(Derivatives.NONE, "")
        .same("torch.arange(7)", _ -> Tensor.arange(7), any)
        .same("torch.arange(2, 11, 3)", _ -> Tensor.arange(2, 11, 3), any)
        .same("torch.arange(9, -2, -4)", _ -> Tensor.arange(9, -2, -4), any);
    table
        .row(Kind.OPERATION, "linspace")
        .differentiated(Derivatives.NONE, "")
        .same("torch.linspace(-1, 2, 7, dtype=7)", _ -> Tensor.linspace(-1, 2, 7), any)
        .same("torch.linspace(3, 1, 1, dtype=7)", _ -> Tensor.linspace(3, 1, 1), any);
    table
        .row(Kind.OPERATION, "eye")
        .differentiated(Derivatives.NONE, "")
        .same("torch.eye(4, dtype=7)", _ -> Tensor.eye(DType.F64, 4), any)
        .same("torch.eye(0)", _ -> Tensor.eye(DType.F32, 0), any);
    table
        .row(Kind.OPERATION, "zeros")
        .torch("torch.zeros", "torch.zeros_like")
        .differentiated(Derivatives.NONE, "")
        .same("torch.zeros([2, 3])", _ -> Tensor.zeros(2, 3), any);
    table
        .row(Kind.OPERATION, "ones")
        .torch("torch.ones", "torch.ones_like")
        .differentiated(Derivatives.NONE, "")
        .same("torch.ones([2, 3])", _ -> Tensor.ones(2, 3), any);
    table
        .row(Kind.OPERATION, "full")
        .torch("torch.full", "torch.full_like")
        .differentiated(Derivatives.NONE, "")
        .same(
            "torch.full([2, 3], 1.5)",
            _ -> Tensor.full(DType.F32, kierkegrad.tensor.Shape.of(2, 3), 1.5),
            any);
  }
}
