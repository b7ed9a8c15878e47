package kierkegrad.conformance.rows;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import kierkegrad.conformance.Derivatives;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.metric.Calibration;
import kierkegrad.metric.ClassScores;
import kierkegrad.metric.ConfusionMatrix;
import kierkegrad.metric.ConfusionMatrix.Share;
import kierkegrad.metric.Metrics;
import kierkegrad.metric.PrecisionRecallCurve;
import kierkegrad.metric.Regression;
import kierkegrad.metric.RocCurve;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// Numbers that judge predictions, beside their definitions in tensor operations. PyTorch has no
/// metrics; names and definitions are scikit-learn's.
public final class Scores {
  private static final int[] COUNTS = {1, 2, 7, 40, 211};
  private static final int CLASSES = 4;
  private static final String COUNTED =
      "m = torch.bincount(b * 4 + a, minlength=16).reshape(4, 4).double()\n"
          + "h = torch.diag(m)\np = m.sum(0)\nt = m.sum(1)\n";
  private static final String RANKED =
      "g = (a.unsqueeze(0) >= a.unsqueeze(1)).to(a.dtype)\nw = b.to(a.dtype)\n";

  private Scores() {}

  /// Its rows.
  public static void rows(Table table) {
    counts(table);
    curves(table);
    probabilities(table);
    regression(table);
  }

  private static Row row(Table table, String name) {
    return table
        .row(Kind.METRIC, name)
        .torch("its definition")
        .differentiated(Derivatives.NONE, "");
  }

  /// Predicted class numbers a, true ones b.
  private static void counted(Row row, String code, Function<ConfusionMatrix, double[]> ours) {
    for (int n : COUNTS) {
      row.same(
          COUNTED + "return " + code,
          xs ->
              Tensor.of(
                  ours.apply(
                      ConfusionMatrix.of(
                          xs.getFirst().toIntArray(), xs.getLast().toIntArray(), CLASSES))),
          Input.integers(CLASSES, n),
          Input.integers(CLASSES, n).shuffled());
    }
  }

  private static double[] each(ClassScores scores, Function<ClassScores.ClassScore, Double> one) {
    return scores.classes().stream().mapToDouble(one::apply).toArray();
  }

  private static void counts(Table table) {
    counted(row(table, "confusion matrix"), "m.flatten()", m -> flat((t, p) -> m.count(t, p)));
    counted(
        row(table, "confusion matrix"),
        "torch.nan_to_num(m / t.unsqueeze(1)).flatten()",
        m -> flat((t, p) -> m.normalized(Share.OF_TRUTH)[t][p]));
    counted(
        row(table, "confusion matrix"),
        "torch.nan_to_num(m / p).flatten()",
        m -> flat((t, p) -> m.normalized(Share.OF_PREDICTION)[t][p]));
    counted(
        row(table, "confusion matrix"),
        "(m / m.sum()).flatten()",
        m -> flat((t, p) -> m.normalized(Share.OF_ALL)[t][p]));
    counted(row(table, "accuracy"), "(h.sum() / m.sum()).reshape(1)", m -> one(m.accuracy()));
    counted(
        row(table, "balanced accuracy"),
        "(h / t)[t > 0].mean().reshape(1)",
        m -> one(m.balancedAccuracy()));
    counted(
        row(table, "Matthews correlation"),
        "torch.nan_to_num((h.sum() * m.sum() - (p * t).sum()) / torch.sqrt((m.sum() ** 2 - (p * p).sum()) * (m.sum() ** 2 - (t * t).sum())), 0.0, 0.0, 0.0).reshape(1)",
        m -> one(m.matthewsCorrelation()));
    counted(
        row(table, "precision"),
        "torch.nan_to_num(h / p)",
        m -> each(m.scores(), ClassScores.ClassScore::precision));
    counted(row(table, "precision"), "h / p", m -> each(m.scores(Double.NaN), s -> s.precision()));
    counted(
        row(table, "precision"),
        "torch.nan_to_num(h / p).mean().reshape(1)",
        m -> one(m.scores().macro().precision()));
    counted(
        row(table, "recall"),
        "torch.nan_to_num(h / t)",
        m -> each(m.scores(), ClassScores.ClassScore::recall));
    counted(
        row(table, "recall"),
        "torch.nan_to_num(h / t, 1.0)",
        m -> each(m.scores(1), ClassScores.ClassScore::recall));
    counted(
        row(table, "recall"),
        "(h.sum() / t.sum()).reshape(1)",
        m -> one(m.scores().micro().recall()));
    counted(
        row(table, "F1"),
        "torch.nan_to_num(2 * h / (p + t))",
        m -> each(m.scores(), ClassScores.ClassScore::f1));
    counted(
        row(table, "F1"),
        "torch.nan_to_num(2 * h / (p + t)).mean().reshape(1)",
        m -> one(m.scores().macro().f1()));
    counted(
        row(table, "F1"),
        "(torch.nan_to_num(2 * h / (p + t)) * t / t.sum()).sum().reshape(1)",
        m -> one(m.scores().weighted().f1()));
  }

  private interface Cell {
    double of(int truth, int prediction);
  }

  private static double[] flat(Cell cell) {
    return IntStream.range(0, CLASSES * CLASSES)
        .mapToDouble(i -> cell.of(i / CLASSES, i % CLASSES))
        .toArray();
  }

  private static double[] one(double value) {
    return new double[] {value};
  }

  /// Scores a and truth values b; once with all scores different, once with many ties.
  private static void ranked(Row row, String code, BiFunction<double[], boolean[], double[]> ours) {
    for (int n : COUNTS) {
      for (boolean ties : new boolean[] {false, true}) {
        row.same(
            (ties ? "a = torch.floor(a)\n" : "") + RANKED + "return " + code,
            xs -> {
              Tensor a = ties ? xs.getFirst().floor() : xs.getFirst();
              boolean[] truth = truth(xs.getLast());
              return Tensor.of(ours.apply(doubles(a), truth)).to(a.dtype());
            },
            Input.numbers(n).fixed(),
            Input.booleans(n).shuffled());
      }
    }
  }

  private static double[] doubles(Tensor x) {
    return x.to(DType.F64).toDoubleArray();
  }

  private static boolean[] truth(Tensor x) {
    int[] numbers = x.to(DType.I32).toIntArray();
    boolean[] truth = new boolean[numbers.length];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = numbers[i] == 1;
    }
    return truth;
  }

  private static void curves(Table table) {
    ranked(
        row(table, "ROC AUC"),
        "((g * (1 - w).unsqueeze(1) * w.unsqueeze(0)).sum() - 0.5 * ((a.unsqueeze(0) == a.unsqueeze(1)).to(a.dtype) * (1 - w).unsqueeze(1) * w.unsqueeze(0)).sum()).div(w.sum() * (1 - w).sum()).reshape(1)",
        (a, b) -> one(Metrics.rocAuc(a, b)));
    ranked(
        row(table, "average precision"),
        "((g * w).sum(1) / g.sum(1))[b].mean().reshape(1)",
        (a, b) -> one(Metrics.averagePrecision(a, b)));
    Row roc = row(table, "ROC curve");
    Row precision = row(table, "precision-recall curve");
    for (int n : COUNTS) {
      String rates =
          "t = torch.sort(a, 0, True)[0]\ng = a.unsqueeze(0) >= t.unsqueeze(1)\nh = (g & b).sum(1).to(a.dtype)\n";
      roc.sameAll(
          rates
              + "return t, h / b.sum(), (g & torch.logical_not(b)).sum(1) / (n_ - b.sum())"
                  .replace("n_", n + ""),
          xs -> {
            List<RocCurve.Point> points =
                RocCurve.of(doubles(xs.getFirst()), truth(xs.getLast())).points();
            List<RocCurve.Point> ours = points.subList(1, points.size());
            DType type = xs.getFirst().dtype();
            return List.of(
                column(ours, RocCurve.Point::threshold).to(type),
                column(ours, RocCurve.Point::truePositives).to(type),
                column(ours, RocCurve.Point::falsePositives).to(DType.F32));
          },
          Input.numbers(n).fixed(),
          Input.booleans(n).shuffled());
      precision.sameAll(
          rates + "return t, h / g.sum(1), h / b.sum()",
          xs -> {
            List<PrecisionRecallCurve.Point> ours =
                PrecisionRecallCurve.of(doubles(xs.getFirst()), truth(xs.getLast())).points();
            DType type = xs.getFirst().dtype();
            return List.of(
                column(ours, PrecisionRecallCurve.Point::threshold).to(type),
                column(ours, PrecisionRecallCurve.Point::precision).to(type),
                column(ours, PrecisionRecallCurve.Point::recall).to(type));
          },
          Input.numbers(n).fixed(),
          Input.booleans(n).shuffled());
    }
    classified(
        row(table, "ROC AUC"),
        "s = torch.zeros(1, dtype=a.dtype)\nfor c in range(4):\n x = a[:, c]\n w = (b == c).to(a.dtype)\n g = (x.unsqueeze(0) > x.unsqueeze(1)).to(a.dtype)\n s += (g * (1 - w).unsqueeze(1) * w.unsqueeze(0)).sum() / (w.sum() * (1 - w).sum()) / 4\nreturn s",
        Metrics::rocAuc);
  }

  private static <P> Tensor column(List<P> points, Function<P, Double> value) {
    return Tensor.of(points.stream().mapToDouble(value::apply).toArray());
  }

  private interface Judge {
    double of(double[][] scores, int[] truth);
  }

  /// Scores a `[n, 4]` and class numbers b.
  private static void classified(Row row, String code, Judge ours) {
    for (int n : COUNTS) {
      row.same(
          code,
          xs ->
              Tensor.of(one(ours.of(Metrics.rows(xs.getFirst()), xs.getLast().toIntArray())))
                  .to(xs.getFirst().dtype()),
          Input.numbers(n, CLASSES).fixed(),
          Input.integers(CLASSES, n).shuffled());
    }
  }

  private static void probabilities(Table table) {
    for (int k = 1; k <= CLASSES; k++) {
      int best = k;
      classified(
          row(table, "top-k accuracy"),
          "(a.topk(" + k + ", 1)[1] == b.unsqueeze(1)).any(1).to(a.dtype).mean().reshape(1)",
          (scores, truth) -> Metrics.topKAccuracy(scores, truth, best));
    }
    classified(
        row(table, "log loss"),
        "torch.nll_loss(torch.log_softmax(a, 1), b).reshape(1)",
        (scores, truth) -> Metrics.logLoss(softmax(scores), truth));
    classified(
        row(table, "Brier score"),
        "((torch.softmax(a, 1) - torch.one_hot(b, 4)) ** 2).sum(1).mean().reshape(1)",
        (scores, truth) -> Metrics.brierScore(softmax(scores), truth));
    classified(
        row(table, "perplexity"),
        "torch.exp(torch.cross_entropy_loss(a, b)).reshape(1)",
        (scores, truth) -> {
          double[][] p = softmax(scores);
          return Metrics.perplexity(
              IntStream.range(0, truth.length)
                  .mapToDouble(i -> Math.log(p[i][truth[i]]))
                  .toArray());
        });
    for (int bins : new int[] {1, 2, 10, 15}) {
      String gaps =
          "c, y = torch.softmax(a, 1).max(1)\nk = torch.ceil(c * %d) - 1\ne = torch.zeros(1, dtype=a.dtype)\nl = torch.zeros(1, dtype=a.dtype)\nfor i in range(%d):\n m = k == i\n if bool(m.any()):\n  d = ((y == b)[m].to(a.dtype).mean() - c[m].mean()).abs()\n  e += d * m.sum() / b.size(0)\n  l = torch.maximum(l, d)\n"
              .formatted(bins, bins);
      classified(
          row(table, "calibration error"),
          gaps + "return e",
          (scores, truth) -> Calibration.of(softmax(scores), truth, bins).expectedError());
      classified(
          row(table, "calibration error"),
          gaps + "return l",
          (scores, truth) -> Calibration.of(softmax(scores), truth, bins).maximumError());
    }
  }

  private static double[][] softmax(double[][] scores) {
    return Metrics.rows(Tensor.of(scores).softmax(1));
  }

  private static void regression(Table table) {
    compared(table, "MSE", "torch.mse_loss(a, b)", Regression::mse);
    compared(table, "RMSE", "torch.sqrt(torch.mse_loss(a, b))", Regression::rmse);
    compared(table, "MAE", "torch.l1_loss(a, b)", Regression::mae);
    compared(
        table,
        "median absolute error",
        "torch.quantile((a - b).abs(), 0.5)",
        Regression::medianAbsoluteError);
    compared(table, "largest error", "(a - b).abs().max()", Regression::maxError);
    compared(table, "R²", "1 - ((a - b) ** 2).sum() / ((b - b.mean()) ** 2).sum()", Regression::r2);
  }

  private static void compared(
      Table table, String name, String code, Function<Regression, Double> ours) {
    Row row = row(table, name);
    for (int n : COUNTS) {
      if (n > 1 || !name.equals("R²")) {
        row.same(
            "(" + code + ").reshape(1)",
            xs ->
                Tensor.of(one(ours.apply(Regression.of(xs.getFirst(), xs.getLast()))))
                    .to(xs.getFirst().dtype()),
            Input.numbers(n).fixed(),
            Input.between(-3, 1, n).shuffled().fixed());
      }
    }
  }
}
