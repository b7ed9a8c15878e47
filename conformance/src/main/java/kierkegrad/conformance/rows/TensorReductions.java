package kierkegrad.conformance.rows;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import kierkegrad.conformance.Derivatives;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// One number out of many, and everything up to an element.
public final class TensorReductions {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final Input X = Input.numbers(2, 3, 4);
  private static final Input NARROW = Input.numbers(5, 1);
  private static final Input SPECIAL =
      Input.of(
              new double[] {
                NAN, 1, 2, INF, 3, -INF, INF, INF, 1, -INF, -INF, -INF, 0, 0, 0, 5, 5, 2
              },
              6,
              3)
          .fixed();

  private TensorReductions() {}

  /// Adds the rows.
  public static void rows(Table table) {
    sums(table);
    extremes(table);
    statistics(table);
    norms(table);
    truths(table);
    scans(table);
  }

  /// What reduces over lists of dimensions.
  private interface Over {
    Tensor apply(Tensor x, int[] dims, boolean keepDim);
  }

  private static Row over(Table table, String name, Over f, Input... more) {
    Row row = table.row(Kind.OPERATION, name);
    for (int[] dims :
        List.of(new int[] {0}, new int[] {-1}, new int[] {0, 2}, new int[] {2, 1, 0})) {
      for (boolean keep : new boolean[] {false, true}) {
        String code =
            "torch." + name + "(a, " + Arrays.toString(dims) + ", keepdim=" + python(keep) + ")";
        row.same(code, x -> f.apply(x.getFirst(), dims, keep), X);
      }
    }
    for (Input input : more) {
      row.same(
          "torch." + name + "(a, [1])", x -> f.apply(x.getFirst(), new int[] {1}, false), input);
    }
    return row.refuses(
            "torch." + name + "(a, [3])", x -> f.apply(x.getFirst(), new int[] {3}, false), X)
        .refuses(
            "torch." + name + "(a, [1, 1])",
            x -> f.apply(x.getFirst(), new int[] {1, 1}, false),
            X);
  }

  private static String python(boolean value) {
    return value ? "True" : "False";
  }

  private static void sums(Table table) {
    over(table, "sum", Tensor::sum, NARROW, SPECIAL, Input.numbers(3, 0), Input.integers(9, 2, 3))
        .same("torch.sum(a)", x -> x.getFirst().sum(), X)
        .same("torch.sum(a)", x -> x.getFirst().sum(), Input.between(-2, 2))
        .same("torch.sum(a)", x -> x.getFirst().sum(), Input.numbers(0))
        .same("torch.sum(a)", x -> x.getFirst().sum(), Input.numbers(1000))
        .same("torch.sum(a)", x -> x.getFirst().sum(), Input.booleans(9));
    over(table, "mean", Tensor::mean, NARROW, SPECIAL, Input.numbers(3, 0))
        .same("torch.mean(a)", x -> x.getFirst().mean(), X)
        .same("torch.mean(a)", x -> x.getFirst().mean(), Input.numbers(0));
    over(table, "nansum", Tensor::nansum, NARROW, SPECIAL, Input.numbers(3, 0))
        .same("torch.nansum(a)", x -> x.getFirst().nansum(), X);
    over(table, "nanmean", Tensor::nanmean, NARROW, SPECIAL, Input.numbers(3, 0))
        .same("torch.nanmean(a)", x -> x.getFirst().nanmean(), X);
    over(table, "logsumexp", Tensor::logsumexp, NARROW, SPECIAL, Input.numbers(3, 0))
        .same(
            "torch.logsumexp(a, [0])", x -> x.getFirst().logsumexp(0), Input.between(-900, 900, 7));
    Row prod = table.row(Kind.OPERATION, "prod");
    for (int dim : new int[] {0, 1, -1}) {
      for (boolean keep : new boolean[] {false, true}) {
        prod.same(
            "torch.prod(a, " + dim + ", keepdim=" + python(keep) + ")",
            x -> x.getFirst().prod(dim, keep),
            X);
      }
    }
    prod.same("torch.prod(a)", x -> x.getFirst().prod(), Input.numbers(5))
        .same("torch.prod(a)", x -> x.getFirst().prod(), Input.of(new double[] {2, 0, 3}))
        .same("torch.prod(a)", x -> x.getFirst().prod(), Input.of(new double[] {2, 0, 3, 0}))
        .same("torch.prod(a, 1)", x -> x.getFirst().prod(1, false), SPECIAL)
        .same("torch.prod(a, 0)", x -> x.getFirst().prod(0, false), Input.numbers(0, 2))
        .same("torch.prod(a, 0)", x -> x.getFirst().prod(0, false), Input.integers(4, 3, 2));
    Row count = table.row(Kind.OPERATION, "count_nonzero");
    count
        .same("torch.count_nonzero(a)", x -> x.getFirst().countNonzero(), Input.integers(3, 3, 4))
        .same(
            "torch.count_nonzero(a, 1)", x -> x.getFirst().countNonzero(1), Input.integers(3, 3, 4))
        .same("torch.count_nonzero(a, 1)", x -> x.getFirst().countNonzero(1), SPECIAL)
        .same("torch.count_nonzero(a, 0)", x -> x.getFirst().countNonzero(0), Input.booleans(5, 2))
        .same("torch.count_nonzero(a, 0)", x -> x.getFirst().countNonzero(0), Input.numbers(0, 2));
  }

  private static void extremes(Table table) {
    over(table, "amax", Tensor::amax, NARROW, SPECIAL, Input.integers(9, 2, 3))
        .refuses("torch.amax(a, [1])", x -> x.getFirst().amax(1), Input.numbers(3, 0));
    over(table, "amin", Tensor::amin, NARROW, SPECIAL, Input.integers(9, 2, 3))
        .refuses("torch.amin(a, [1])", x -> x.getFirst().amin(1), Input.numbers(3, 0));
    Input ties = Input.of(new double[] {1, 3, 3, 2, 2, 2, -1, 0, 3}, 3, 3);
    table.row(Kind.OPERATION, "amax").same("torch.amax(a, [1])", x -> x.getFirst().amax(1), ties);
    table.row(Kind.OPERATION, "amin").same("torch.amin(a, [1])", x -> x.getFirst().amin(1), ties);
    Row max = table.row(Kind.OPERATION, "max").same("torch.max(a)", x -> x.getFirst().max(), X);
    Row min = table.row(Kind.OPERATION, "min").same("torch.min(a)", x -> x.getFirst().min(), X);
    for (int dim : new int[] {0, 1, -1}) {
      max.sameAll(
          "torch.max(a, " + dim + ")",
          x -> List.of(x.getFirst().max(dim).values(), x.getFirst().max(dim).indices()),
          X);
      min.sameAll(
          "torch.min(a, " + dim + ")",
          x -> List.of(x.getFirst().min(dim).values(), x.getFirst().min(dim).indices()),
          X);
    }
    max.same("torch.max(a)", x -> x.getFirst().max(), ties)
        .same("torch.max(a, b)", x -> x.getFirst().maximum(x.get(1)), ties, Input.numbers(3))
        .refuses("torch.max(a)", x -> x.getFirst().max(), Input.numbers(0));
    min.same("torch.min(a)", x -> x.getFirst().min(), ties)
        .same("torch.min(a, b)", x -> x.getFirst().minimum(x.get(1)), ties, Input.numbers(3))
        .refuses("torch.min(a)", x -> x.getFirst().min(), Input.numbers(0));
    for (Input input : List.of(X, ties, Input.integers(9, 2, 3))) {
      table
          .row(Kind.OPERATION, "aminmax")
          .differentiated(Derivatives.NONE, "LibTorch does not differentiate aminmax")
          .sameAll("torch.aminmax(a, dim=1)", x -> x.getFirst().aminmax(1, false), input)
          .sameAll(
              "torch.aminmax(a, dim=0, keepdim=True)", x -> x.getFirst().aminmax(0, true), input);
    }
    Row argmax = table.row(Kind.OPERATION, "argmax").differentiated(Derivatives.NONE, "");
    Row argmin = table.row(Kind.OPERATION, "argmin").differentiated(Derivatives.NONE, "");
    for (Input input : List.of(X, SPECIAL, Input.integers(9, 3, 4), ties)) {
      argmax.same("torch.argmax(a, 1)", x -> x.getFirst().argmax(1), input);
      argmin.same("torch.argmin(a, 1)", x -> x.getFirst().argmin(1), input);
      argmax.same("torch.argmax(a, 0, True)", x -> x.getFirst().argmax(0, true), input);
    }
    argmax.refuses("torch.argmax(a, 1)", x -> x.getFirst().argmax(1), Input.numbers(2, 0));
    argmin.refuses("torch.argmin(a, 1)", x -> x.getFirst().argmin(1), Input.numbers(2, 0));
  }

  private static void statistics(Table table) {
    Row var = table.row(Kind.OPERATION, "var");
    Row std = table.row(Kind.OPERATION, "std");
    for (int[] dims : List.of(new int[] {0}, new int[] {1, 2}, new int[] {-1})) {
      for (double correction : new double[] {0, 1, 2, 0.5}) {
        for (boolean keep : new boolean[] {false, true}) {
          String options =
              "(a, "
                  + Arrays.toString(dims)
                  + ", correction="
                  + (correction == 0.5 ? "0.5" : (int) correction)
                  + ", keepdim="
                  + python(keep)
                  + ")";
          var.same(
              "torch.var" + options,
              x -> x.getFirst().var(dims, correction, keep),
              Input.numbers(3, 4, 5));
          std.same(
              "torch.std" + options,
              x -> x.getFirst().std(dims, correction, keep),
              Input.numbers(3, 4, 5));
        }
      }
    }
    var.same("torch.var(a)", x -> x.getFirst().var(), X)
        .same("torch.var(a)", x -> x.getFirst().var(), SPECIAL)
        .same("torch.var(a, [1])", x -> x.getFirst().var(1), Input.numbers(3, 1).fixed())
        .same("torch.var(a, [1])", x -> x.getFirst().var(1), Input.numbers(3, 0))
        .refuses("torch.var(a)", x -> x.getFirst().var(), Input.integers(3, 4));
    std.same("torch.std(a)", x -> x.getFirst().std(), X)
        .differentiated(Derivatives.ONCE, "the slope at a spread of 0 is 0; there is no bend there")
        .same(
            "torch.std(a, [1])",
            x -> x.getFirst().std(1),
            Input.of(new double[] {2, 2, 2, 1, 2, 4}, 2, 3))
        .refuses("torch.std(a)", x -> x.getFirst().std(), Input.integers(3, 4));
    table
        .row(Kind.OPERATION, "var_mean")
        .sameAll(
            "torch.var_mean(a, [1])", x -> pair(x.getFirst().varMean(new int[] {1}, 1, false)), X)
        .sameAll(
            "torch.var_mean(a, [0, 2], correction=0, keepdim=True)",
            x -> pair(x.getFirst().varMean(new int[] {0, 2}, 0, true)),
            X);
    table
        .row(Kind.OPERATION, "std_mean")
        .sameAll(
            "torch.std_mean(a, [1])", x -> pair(x.getFirst().stdMean(new int[] {1}, 1, false)), X);
  }

  private static List<Tensor> pair(kierkegrad.tensor.Statistics.Spread both) {
    return List.of(both.spread(), both.mean());
  }

  private static void norms(Table table) {
    Row norm = table.row(Kind.OPERATION, "norm").torch("torch.norm", "torch.linalg.vector_norm");
    for (String p : List.of("0", "1", "2", "3", "0.5", "1.5", "-1", "-2", "inf", "-inf")) {
      double value =
          switch (p) {
            case "inf" -> INF;
            case "-inf" -> -INF;
            default -> Double.parseDouble(p);
          };
      String text = "float('" + p + "')";
      norm.same("torch.linalg_vector_norm(a, " + text + ")", x -> x.getFirst().norm(value), X)
          .same(
              "torch.linalg_vector_norm(a, " + text + ", [1], keepdim=True)",
              x -> x.getFirst().norm(value, new int[] {1}, true),
              X)
          .same(
              "torch.linalg_vector_norm(a, " + text + ", [0, 2])",
              x -> x.getFirst().norm(value, 0, 2),
              X);
    }
    Input zeros = Input.of(new double[] {0, 0, 0, 3, 0, -4}, 2, 3);
    norm.same("torch.norm(a)", x -> x.getFirst().norm(), X)
        .same("torch.norm(a)", x -> x.getFirst().norm(), Input.numbers(0))
        .differentiated(Derivatives.ONCE, "the slope at a norm of 0 is 0; there is no bend there");
    for (double p : new double[] {1, 2, 3, 1.5, 0, INF}) {
      norm.same(
          "torch.linalg_vector_norm(a, float('" + p + "'), [1])".replace("Infinity", "inf"),
          x -> x.getFirst().norm(p, 1),
          zeros);
    }
    norm.specials("torch.norm(a)", x -> x.getFirst().norm())
        .refuses("torch.norm(a)", x -> x.getFirst().norm(), Input.integers(3, 4));
  }

  private static void truths(Table table) {
    for (Input input :
        List.of(
            Input.booleans(3, 4),
            Input.integers(2, 3, 4),
            Input.numbers(3, 4),
            SPECIAL,
            Input.booleans(3, 0),
            Input.booleans(0, 3))) {
      table
          .row(Kind.OPERATION, "all")
          .same("torch.all(a, 1)", x -> x.getFirst().all(1, false), input)
          .same("torch.all(a, 0, keepdim=True)", x -> x.getFirst().all(0, true), input);
      table
          .row(Kind.OPERATION, "any")
          .same("torch.any(a, 1)", x -> x.getFirst().any(1, false), input)
          .same("torch.any(a, 0, keepdim=True)", x -> x.getFirst().any(0, true), input);
    }
  }

  private static void scans(Table table) {
    Input zeros = Input.of(new double[] {2, 0, 3, 4, 0, 5, 0, 1.5, 2}, 3, 3);
    scan(table, "cumsum", Tensor::cumsum);
    scan(table, "cumprod", Tensor::cumprod);
    scan(table, "logcumsumexp", Tensor::logcumsumexp);
    for (int dim : new int[] {0, 1}) {
      table
          .row(Kind.OPERATION, "cumprod")
          .same("torch.cumprod(a, " + dim + ")", x -> x.getFirst().cumprod(dim), zeros);
    }
    table
        .row(Kind.OPERATION, "cumsum")
        .same("torch.cumsum(a, 0)", x -> x.getFirst().cumsum(0), Input.integers(9, 5, 2))
        .same("torch.cumsum(a, 0)", x -> x.getFirst().cumsum(0), Input.integers(9, 5).as(DType.I32))
        .same("torch.cumsum(a, 0)", x -> x.getFirst().cumsum(0), Input.integers(9, 5).as(DType.U8))
        .same("torch.cumsum(a, 0)", x -> x.getFirst().cumsum(0), Input.booleans(6));
    table
        .row(Kind.OPERATION, "cumprod")
        .same("torch.cumprod(a, 0)", x -> x.getFirst().cumprod(0), Input.integers(9, 5, 2));
    table
        .row(Kind.OPERATION, "logcumsumexp")
        .same(
            "torch.logcumsumexp(a, 0)", x -> x.getFirst().logcumsumexp(0), Input.between(-9, 9, 30))
        .differentiated(
            Derivatives.ONCE, "second derivatives of numbers as far apart as 900 have nine digits")
        .same(
            "torch.logcumsumexp(a, 0)",
            x -> x.getFirst().logcumsumexp(0),
            Input.between(-900, 900, 30));
    for (boolean largest : new boolean[] {true, false}) {
      String name = largest ? "cummax" : "cummin";
      Row row = table.row(Kind.OPERATION, name);
      for (int dim : new int[] {0, 1, -1}) {
        for (Input input : List.of(X, SPECIAL, zeros, NARROW, Input.integers(4, 3, 5))) {
          row.sameAll(
              "torch." + name + "(a, " + dim + ")",
              x -> {
                var y = largest ? x.getFirst().cummax(dim) : x.getFirst().cummin(dim);
                return List.of(y.values(), y.indices());
              },
              input);
        }
      }
      row.refuses(
          "torch." + name + "(a, 3)[0]",
          x -> largest ? x.getFirst().cummax(3).values() : x.getFirst().cummin(3).values(),
          X);
    }
    Row diff = table.row(Kind.OPERATION, "diff");
    for (Input input : List.of(X, NARROW.fixed(), Input.integers(5, 3, 4), Input.booleans(3, 4))) {
      diff.same("torch.diff(a, 1, 0)", x -> x.getFirst().diff(0), input)
          .same("torch.diff(a, 1, 1)", x -> x.getFirst().diff(1), input)
          .same("torch.diff(a, 2, 1)", x -> x.getFirst().diff(2, 1), input);
    }
    diff.refuses("torch.diff(a)", x -> x.getFirst().diff(-1), Input.between(-2, 2));
  }

  private static void scan(Table table, String name, BiFunction<Tensor, Integer, Tensor> f) {
    Row row = table.row(Kind.OPERATION, name);
    for (int dim : new int[] {0, 1, -1}) {
      for (Input input :
          List.of(X, SPECIAL, NARROW.fixed(), Input.numbers(2, 0), Input.numbers(33, 20))) {
        row.same("torch." + name + "(a, " + dim + ")", x -> f.apply(x.getFirst(), dim), input);
      }
    }
    row.same("torch." + name + "(a, 0)", x -> f.apply(x.getFirst(), 0), Input.between(-2, 2))
        .refuses("torch." + name + "(a, 3)", x -> f.apply(x.getFirst(), 3), X);
  }
}
