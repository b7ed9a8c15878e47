package kierkegrad.conformance.rows;

import java.util.List;
import kierkegrad.conformance.Derivatives;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Ordering.Interpolation;
import kierkegrad.tensor.Ordering.Unique;
import kierkegrad.tensor.Reductions.Extreme;
import kierkegrad.tensor.Tensor;

/// Sorting, searching and counting.
public final class TensorOrdering {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final Input X = Input.numbers(3, 4, 5);
  private static final Input TIES =
      Input.of(new double[] {2, 1, 2, 1, 0, -0.0, 3, 3, NAN, INF, NAN, -INF}, 3, 4).fixed();

  private TensorOrdering() {}

  /// Adds the rows.
  public static void rows(Table table) {
    sorting(table);
    medians(table);
    quantiles(table);
    counting(table);
    searching(table);
  }

  private static List<Tensor> both(Extreme y) {
    return List.of(y.values(), y.indices());
  }

  private static void sorting(Table table) {
    Row sort = table.row(Kind.OPERATION, "sort").torch("torch.sort", "torch.msort");
    Row argsort = table.row(Kind.OPERATION, "argsort");
    for (int dim : new int[] {0, 1, -1}) {
      for (boolean down : new boolean[] {false, true}) {
        String code = "(a, dim=" + dim + ", stable=True, descending=" + (down ? "True)" : "False)");
        for (Input x :
            List.of(X, TIES, Input.integers(4, 3, 5), Input.booleans(3, 5), Input.numbers(2, 0))) {
          sort.sameAll("torch.sort" + code, v -> both(v.getFirst().sort(dim, down)), x);
          argsort.same("torch.argsort" + code, v -> v.getFirst().argsort(dim, down), x);
        }
      }
    }
    sort.same("torch.sort(a)[0]", v -> v.getFirst().sort(-1).values(), Input.between(-2, 2))
        .same("torch.sort(a)[0]", v -> v.getFirst().sort(-1).values(), Input.numbers(500))
        .refuses("torch.sort(a, 3)[0]", v -> v.getFirst().sort(3).values(), X);
    Row topk = table.row(Kind.OPERATION, "topk");
    for (int k : new int[] {0, 1, 3}) {
      for (boolean largest : new boolean[] {true, false}) {
        for (int dim : new int[] {0, -1}) {
          topk.sameAll(
              "torch.topk(a, " + k + ", " + dim + ", largest=" + (largest ? "True)" : "False)"),
              v -> both(v.getFirst().topk(k, dim, largest)),
              X);
        }
      }
    }
    topk.refuses("torch.topk(a, 6)[0]", v -> v.getFirst().topk(6, -1).values(), X)
        .refuses("torch.topk(a, -1)[0]", v -> v.getFirst().topk(-1, -1).values(), X);
    Row kth = table.row(Kind.OPERATION, "kthvalue");
    for (int k = 1; k <= 3; k++) {
      int number = k;
      kth.sameAll(
              "torch.kthvalue(a, " + k + ", 0)",
              v -> both(v.getFirst().kthvalue(number, 0, false)),
              X)
          .sameAll(
              "torch.kthvalue(a, " + k + ", -1, True)",
              v -> both(v.getFirst().kthvalue(number, -1, true)),
              X)
          .same(
              "torch.kthvalue(a, " + k + ", 1)[0]",
              v -> v.getFirst().kthvalue(number, 1, false).values(),
              TIES);
    }
    kth.refuses("torch.kthvalue(a, 0)[0]", v -> v.getFirst().kthvalue(0, -1, false).values(), X)
        .refuses("torch.kthvalue(a, 9)[0]", v -> v.getFirst().kthvalue(9, -1, false).values(), X);
  }

  private static void medians(Table table) {
    for (boolean nan : new boolean[] {false, true}) {
      String name = nan ? "nanmedian" : "median";
      Row row = table.row(Kind.OPERATION, name);
      for (int dim : new int[] {0, 1, -1}) {
        for (boolean keep : new boolean[] {false, true}) {
          String code = "torch." + name + "(a, " + dim + ", " + (keep ? "True)" : "False)");
          row.sameAll(
                  code,
                  v ->
                      both(
                          nan ? v.getFirst().nanmedian(dim, keep) : v.getFirst().median(dim, keep)),
                  X)
              .same(
                  code + "[0]",
                  v ->
                      (nan ? v.getFirst().nanmedian(dim, keep) : v.getFirst().median(dim, keep))
                          .values(),
                  TIES)
              .same(
                  code + "[0]",
                  v ->
                      (nan ? v.getFirst().nanmedian(dim, keep) : v.getFirst().median(dim, keep))
                          .values(),
                  Input.integers(6, 3, 4));
        }
      }
      for (Input x :
          List.of(
              X,
              TIES,
              Input.numbers(6),
              Input.numbers(7),
              Input.of(new double[] {1, 2, 2, 2, 5}),
              Input.between(-2, 2),
              Input.integers(9, 6))) {
        row.same(
            "torch." + name + "(a)",
            v -> nan ? v.getFirst().nanmedian() : v.getFirst().median(),
            x);
      }
      row.refuses(
          "torch." + name + "(a, 1)[0]",
          v -> (nan ? v.getFirst().nanmedian(1, false) : v.getFirst().median(1, false)).values(),
          Input.numbers(2, 0));
    }
    Row mode = table.row(Kind.OPERATION, "mode");
    for (Input x :
        List.of(
            Input.integers(3, 4, 7),
            Input.of(new double[] {1, 2, 2, 3, 3, 0, 0, 1, 5, 5, 5, 1}, 2, 6),
            Input.numbers(3, 1).fixed())) {
      mode.same("torch.mode(a, 1)[0]", v -> v.getFirst().mode(1, false).values(), x)
          .same("torch.mode(a, 0, True)[0]", v -> v.getFirst().mode(0, true).values(), x.fixed());
    }
  }

  private static void quantiles(Table table) {
    for (boolean nan : new boolean[] {false, true}) {
      String name = nan ? "nanquantile" : "quantile";
      Row row = table.row(Kind.OPERATION, name);
      for (Interpolation between : Interpolation.values()) {
        String word = between.name().toLowerCase(java.util.Locale.ROOT);
        for (double q : new double[] {0, 0.3, 0.5, 0.625, 1}) {
          String code =
              "torch." + name + "(a, " + q + ", 1, keepdim=False, interpolation='" + word + "')";
          row.same(
              code,
              v ->
                  nan
                      ? v.getFirst().nanquantile(q, 1, false, between)
                      : v.getFirst().quantile(q, 1, false, between),
              Input.numbers(3, 9));
          row.same(
              code,
              v ->
                  nan
                      ? v.getFirst().nanquantile(q, 1, false, between)
                      : v.getFirst().quantile(q, 1, false, between),
              Input.of(new double[] {3, NAN, 1, 2, 5, 4, 1, 0}, 2, 4).fixed());
        }
      }
      row.refuses(
              "torch." + name + "(a, 1.5, 0)",
              v ->
                  nan
                      ? v.getFirst().nanquantile(1.5, 0, false, Interpolation.LINEAR)
                      : v.getFirst().quantile(1.5, 0, false, Interpolation.LINEAR),
              X)
          .refuses(
              "torch." + name + "(a, 0.5, 0)",
              v ->
                  nan
                      ? v.getFirst().nanquantile(0.5, 0, false, Interpolation.LINEAR)
                      : v.getFirst().quantile(0.5, 0, false, Interpolation.LINEAR),
              Input.integers(4, 3));
    }
    table
        .row(Kind.OPERATION, "quantile")
        .same("torch.quantile(a, 0.4)", v -> v.getFirst().quantile(0.4), X)
        .same(
            "torch.quantile(a, 0.4, -1, keepdim=True)",
            v -> v.getFirst().quantile(0.4, -1, true, Interpolation.LINEAR),
            X);
  }

  private static List<Tensor> all(Unique y) {
    return List.of(y.values(), y.inverse(), y.counts());
  }

  private static void counting(Table table) {
    Row unique = table.row(Kind.OPERATION, "unique").torch("torch.unique");
    String code = "torch._unique2(a, sorted=True, return_inverse=True, return_counts=True)";
    for (Input x :
        List.of(
            Input.integers(4, 3, 5),
            Input.integers(9, 7).as(DType.I32),
            Input.booleans(6),
            Input.of(new double[] {2, 1, 2, 1, 0, 3, 3, INF, INF, -INF}).fixed(),
            Input.numbers(5).fixed(),
            Input.between(-2, 2).fixed(),
            Input.integers(2, 0))) {
      unique.sameAll(code, v -> all(v.getFirst().unique()), x);
    }
    String slices = "torch.unique_dim(a, %d, True, True, True)";
    for (int dim : new int[] {0, 1, -1}) {
      for (Input x : List.of(Input.integers(2, 6, 2), Input.integers(2, 5, 3, 2))) {
        unique.sameAll(slices.formatted(dim), v -> all(v.getFirst().unique(dim)), x);
      }
    }
    Row bincount = table.row(Kind.OPERATION, "bincount").differentiated(Derivatives.NONE, "");
    for (int least : new int[] {0, 3, 12}) {
      bincount
          .same(
              "torch.bincount(a, minlength=" + least + ")",
              v -> v.getFirst().bincount(least),
              Input.integers(7, 20))
          .same(
              "torch.bincount(a, b, minlength=" + least + ")",
              v -> v.getFirst().bincount(v.get(1), least),
              Input.integers(7, 20),
              Input.numbers(20).fixed())
          .same(
              "torch.bincount(a, minlength=" + least + ")",
              v -> v.getFirst().bincount(least),
              Input.integers(7, 0));
    }
    bincount
        .same(
            "torch.bincount(a, b)",
            v -> v.getFirst().bincount(v.get(1), 0),
            Input.integers(7, 20),
            Input.integers(5, 20))
        .refuses("torch.bincount(a)", v -> v.getFirst().bincount(0), Input.of(new long[] {1, -1}))
        .refuses("torch.bincount(a)", v -> v.getFirst().bincount(0), Input.integers(3, 2, 2))
        .refuses("torch.bincount(a)", v -> v.getFirst().bincount(0), Input.numbers(3));
    Row histc = table.row(Kind.OPERATION, "histc").differentiated(Derivatives.NONE, "");
    for (int bins : new int[] {1, 4, 10}) {
      histc
          .same(
              "torch.histc(a, " + bins + ", -1, 1)",
              v -> v.getFirst().histc(bins, -1, 1),
              Input.numbers(50).fixed())
          .same(
              "torch.histc(a, " + bins + ")",
              v -> v.getFirst().histc(bins, 0, 0),
              Input.numbers(4, 9).fixed());
    }
    histc
        .same(
            "torch.histc(a, 4, 0, 4)",
            v -> v.getFirst().histc(4, 0, 4),
            Input.of(new double[] {0, 1, 2, 3, 4, -1, 5, 4, NAN}).fixed())
        .refuses("torch.histc(a, 4, 2, 1)", v -> v.getFirst().histc(4, 2, 1), Input.numbers(5))
        .refuses("torch.histc(a, 0, 0, 1)", v -> v.getFirst().histc(0, 0, 1), Input.numbers(5));
  }

  private static void searching(Table table) {
    Input edges = Input.of(new double[] {-1, -0.5, -0.5, 0, 1}).fixed();
    Input values =
        Input.of(new double[] {-2, -1, -0.5, 0.3, 1, 2, NAN, INF, -INF, 0}, 2, 5).fixed();
    Input rows = Input.of(new double[] {0, 1, 2, 3, -3, -2, -1, 0}, 2, 4).fixed();
    for (boolean right : new boolean[] {false, true}) {
      String option = ", right=" + (right ? "True)" : "False)");
      table
          .row(Kind.OPERATION, "searchsorted")
          .differentiated(Derivatives.NONE, "")
          .same(
              "torch.searchsorted(a, b" + option,
              v -> v.getFirst().searchsorted(v.get(1), right),
              edges,
              values)
          .same(
              "torch.searchsorted(a, b" + option,
              v -> v.getFirst().searchsorted(v.get(1), right),
              rows,
              values)
          .same(
              "torch.searchsorted(a, b" + option,
              v -> v.getFirst().searchsorted(v.get(1), right),
              Input.of(new long[] {1, 3, 3, 7}),
              Input.integers(9, 3, 4))
          .refuses(
              "torch.searchsorted(a, b" + option,
              v -> v.getFirst().searchsorted(v.get(1), right),
              rows,
              Input.numbers(3, 2));
      table
          .row(Kind.OPERATION, "bucketize")
          .differentiated(Derivatives.NONE, "")
          .same(
              "torch.bucketize(b, a" + option,
              v -> v.get(1).bucketize(v.getFirst(), right),
              edges,
              values)
          .same(
              "torch.bucketize(b, a" + option,
              v -> v.get(1).bucketize(v.getFirst(), right),
              edges,
              Input.between(-2, 2).fixed())
          .refuses(
              "torch.bucketize(b, a" + option,
              v -> v.get(1).bucketize(v.getFirst(), right),
              rows,
              values);
    }
  }
}
