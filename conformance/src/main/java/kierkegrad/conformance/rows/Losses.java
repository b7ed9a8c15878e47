package kierkegrad.conformance.rows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import kierkegrad.conformance.Derivatives;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.loss.BCELoss;
import kierkegrad.loss.BCEWithLogitsLoss;
import kierkegrad.loss.GaussianNLLLoss;
import kierkegrad.loss.HingeEmbeddingLoss;
import kierkegrad.loss.HuberLoss;
import kierkegrad.loss.KLDivLoss;
import kierkegrad.loss.L1Loss;
import kierkegrad.loss.Loss;
import kierkegrad.loss.MSELoss;
import kierkegrad.loss.MultiLabelSoftMarginLoss;
import kierkegrad.loss.PoissonNLLLoss;
import kierkegrad.loss.Reduction;
import kierkegrad.loss.SmoothL1Loss;
import kierkegrad.loss.SoftMarginLoss;
import kierkegrad.tensor.DType;

/// Losses. Those of classes are in [ClassLosses], those of pairs and triples in [PairLosses].
public final class Losses {
  /// PyTorch's numbers of reductions, by ours.
  static final List<Reduction> REDUCTIONS = List.of(Reduction.MEAN, Reduction.SUM, Reduction.NONE);

  private Losses() {}

  /// Adds the rows.
  public static void rows(Table table) {
    elements(table);
    likelihoods(table);
    binary(table);
    signs(table);
    ClassLosses.rows(table);
    PairLosses.rows(table);
  }

  static Row row(Table table, String name) {
    return table.row(Kind.LOSS, name);
  }

  /// LibTorch's number of a reduction.
  static int number(Reduction reduction) {
    return switch (reduction) {
      case NONE -> 0;
      case MEAN -> 1;
      case SUM, BATCH_MEAN -> 2;
    };
  }

  /// With each reduction, whose number stands for `R` in the script.
  static void each(Row row, String code, Function<Reduction, Loss> loss, Input... inputs) {
    for (Reduction reduction : REDUCTIONS) {
      String script = code.replace("R", String.valueOf(number(reduction)));
      row.same(script, xs -> loss.apply(reduction).of(xs.getFirst(), xs.get(1)), inputs);
    }
  }

  private static final List<int[]> SHAPES =
      List.of(
          new int[] {1}, new int[] {4}, new int[] {2, 3}, new int[] {0, 3}, new int[] {2, 1, 5});

  private static Input target(double low, double high, int... shape) {
    return Input.between(low, high, shape).shuffled();
  }

  private static void elements(Table table) {
    for (int[] shape : SHAPES) {
      Input x = Input.numbers(shape);
      Input t = target(-3, 3, shape);
      each(row(table, "MSELoss"), "torch.mse_loss(a, b, R)", MSELoss::new, x, t);
      each(row(table, "L1Loss"), "torch.l1_loss(a, b, R)", L1Loss::new, x, t);
      for (double beta : new double[] {1, 0.3, 2.5}) {
        each(
            row(table, "SmoothL1Loss"),
            "torch.smooth_l1_loss(a, b, R, " + beta + ")",
            r -> new SmoothL1Loss(r, beta),
            x,
            t);
        each(
            row(table, "HuberLoss"),
            "torch.huber_loss(a, b, R, " + beta + ")",
            r -> new HuberLoss(r, beta),
            x,
            t);
      }
    }
    Input same = Input.of(new double[] {0, 1, -1, 2, 3});
    Input zero = Input.of(new double[] {0, 0, 0, 0, 3});
    each(row(table, "L1Loss"), "torch.l1_loss(a, b, R)", L1Loss::new, same, zero);
    Input edge = Input.of(new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1, -1, 0});
    Row smooth = row(table, "SmoothL1Loss");
    each(smooth, "torch.l1_loss(a, b, R)", r -> new SmoothL1Loss(r, 0), same, zero);
    smooth.differentiated(Derivatives.ONCE, "at NaN and ∞ once");
    each(smooth, "torch.smooth_l1_loss(a, b, R)", r -> new SmoothL1Loss(r, 1), edge, zero.fixed());
    Row huber = row(table, "HuberLoss");
    huber.differentiated(Derivatives.ONCE, "at NaN and ∞ once");
    each(huber, "torch.huber_loss(a, b, R)", r -> new HuberLoss(r, 1), edge, zero.fixed());
    refuses(smooth, "torch.smooth_l1_loss(a, b, 1, -1.0)", r -> new SmoothL1Loss(r, -1));
    refuses(huber, "torch.huber_loss(a, b, 1, 0.0)", r -> new HuberLoss(r, 0));
  }

  private static void refuses(Row row, String code, Function<Reduction, Loss> loss) {
    row.refuses(
        code,
        xs -> loss.apply(Reduction.MEAN).of(xs.getFirst(), xs.get(1)),
        Input.numbers(2),
        Input.numbers(2));
  }

  private static void likelihoods(Table table) {
    Row kl = row(table, "KLDivLoss");
    Row poisson = row(table, "PoissonNLLLoss");
    Row gauss = row(table, "GaussianNLLLoss");
    for (int[] shape : SHAPES) {
      Input x = Input.numbers(shape);
      Input p = target(0.1, 1, shape);
      Input counts = target(0.1, 6, shape);
      each(kl, "torch.kl_div(a, b, R)", r -> new KLDivLoss(r, false), x, p);
      each(kl, "torch.kl_div(a, b, R, log_target=True)", r -> new KLDivLoss(r, true), x, p);
      kl.same(
          "torch.kl_div(a, b, 2) / a.size(0)",
          xs -> new KLDivLoss(Reduction.BATCH_MEAN, false).of(xs.getFirst(), xs.get(1)),
          x,
          p);
      for (boolean log : new boolean[] {true, false}) {
        for (boolean full : new boolean[] {true, false}) {
          String code =
              "torch.poisson_nll_loss(a, b, " + title(log) + ", " + title(full) + ", 1e-3, R)";
          Input mean = log ? x : Input.between(0.2, 4, shape);
          each(poisson, code, r -> new PoissonNLLLoss(log, full, 1e-3, r), mean, counts);
        }
      }
      gaussian(gauss, x, p, Input.between(0.3, 2, shape));
      if (shape.length > 1) {
        int[] reduced = Arrays.copyOf(shape, shape.length - 1);
        gaussian(gauss, x, p, Input.between(0.3, 2, reduced));
        int[] one = shape.clone();
        one[one.length - 1] = 1;
        gaussian(gauss, x, p, Input.between(0.3, 2, one));
      }
    }
    Input count = Input.of(new double[] {0, 1, 2, 5, 1.5}).fixed();
    each(
        poisson,
        "torch.poisson_nll_loss(a, b, True, True, 1e-8, R)",
        r -> new PoissonNLLLoss(true, true, 1e-8, r),
        Input.numbers(5),
        count);
    Input zeros = Input.of(new double[] {0, 1, 0.5, 0, 0.25}).fixed();
    each(kl, "torch.kl_div(a, b, R)", r -> new KLDivLoss(r, false), Input.numbers(5), zeros);
    gaussian(
        gauss, Input.numbers(3), Input.numbers(3).shuffled(), Input.of(new double[] {0, 1e-9, 2}));
    gauss.refuses(
        "torch.full([1], 1.0).reshape([2]) if bool((c < 0).any()) else a",
        xs -> new GaussianNLLLoss().of(xs.getFirst(), xs.get(1), xs.get(2)),
        Input.numbers(2),
        Input.numbers(2),
        Input.of(new double[] {1, -1}));
  }

  private static String title(boolean value) {
    return value ? "True" : "False";
  }

  /// By its formula: PyTorch has it in Python only.
  private static void gaussian(Row row, Input x, Input t, Input variance) {
    boolean reduced = variance.shape().length < x.shape().length;
    String v = reduced ? "c.unsqueeze(-1)" : "c";
    for (boolean full : new boolean[] {false, true}) {
      for (Reduction r : REDUCTIONS) {
        String losses =
            "0.5 * (torch.log(v) + (a - b) ** 2 / v)" + (full ? " + 0.9189385332046727" : "");
        String reducedTo = r == Reduction.NONE ? losses : "(" + losses + ")." + name(r) + "()";
        String script =
            "w = " + v + "\nv = w + (torch.clamp_min(w, 1e-3) - w).detach()\nreturn " + reducedTo;
        row.same(
            script,
            xs -> new GaussianNLLLoss(full, 1e-3, r).of(xs.getFirst(), xs.get(1), xs.get(2)),
            x,
            t,
            variance);
      }
    }
  }

  static String name(Reduction reduction) {
    return reduction == Reduction.MEAN ? "mean" : "sum";
  }

  private static void binary(Table table) {
    Row row = row(table, "BCELoss");
    Row logits = row(table, "BCEWithLogitsLoss");
    Row labels = row(table, "MultiLabelSoftMarginLoss");
    for (int[] shape : SHAPES) {
      Input p = Input.between(0.05, 0.95, shape);
      Input t = target(0.1, 0.9, shape);
      Input w = Input.between(0.5, 2, shape[shape.length - 1]).fixed();
      Input x = Input.between(-4, 4, shape);
      each(
          row,
          "torch.binary_cross_entropy(a, b, None, R)",
          r -> new BCELoss(Optional.empty(), r),
          p,
          t);
      each(
          logits,
          "torch.binary_cross_entropy_with_logits(a, b, None, None, R)",
          Losses::logits,
          x,
          t);
      for (Reduction r : REDUCTIONS) {
        row.same(
            "torch.binary_cross_entropy(a, b, c, " + number(r) + ")",
            xs -> new BCELoss(Optional.of(xs.get(2)), r).of(xs.getFirst(), xs.get(1)),
            p,
            t,
            w);
        logits.same(
            "torch.binary_cross_entropy_with_logits(a, b, c, None, " + number(r) + ")",
            xs -> logits(r).withWeight(xs.get(2)).of(xs.getFirst(), xs.get(1)),
            x,
            t,
            w);
        logits.same(
            "torch.binary_cross_entropy_with_logits(a, b, None, c, " + number(r) + ")",
            xs -> logits(r).withPosWeight(xs.get(2)).of(xs.getFirst(), xs.get(1)),
            x,
            t,
            w);
        if (shape.length > 1) {
          String each = "-(b * torch.log_sigmoid(a) + (1 - b) * torch.log_sigmoid(-a))";
          String end = r == Reduction.NONE ? "" : "." + name(r) + "()";
          labels.same(
              "(" + each + ").mean(-1)" + end,
              xs -> new MultiLabelSoftMarginLoss(Optional.empty(), r).of(xs.getFirst(), xs.get(1)),
              x,
              t.fixed());
          labels.same(
              "(c * " + each + ").mean(-1)" + end,
              xs ->
                  new MultiLabelSoftMarginLoss(Optional.of(xs.get(2)), r)
                      .of(xs.getFirst(), xs.get(1)),
              x,
              t.fixed(),
              w);
        }
      }
    }
    Input edge = Input.of(new double[] {0, 1, 0, 1, 1e-20});
    Input truth = Input.of(new double[] {0, 1, 1, 0, 1}).fixed();
    row.differentiated(Derivatives.ONCE, "at 0 and 1 once, where the second derivative is infinite")
        .within(1e-8, "at 0 and 1 LibTorch's ε has single precision");
    each(
        row,
        "torch.binary_cross_entropy(a, b, None, R)",
        r -> new BCELoss(Optional.empty(), r),
        edge,
        truth);
    row.refuses(
        "torch.binary_cross_entropy(a, b)",
        xs -> new BCELoss().of(xs.getFirst(), xs.get(1)),
        Input.of(new double[] {0.5, 1.5}),
        Input.of(new double[] {0, 1}));
    each(
        logits,
        "torch.binary_cross_entropy_with_logits(a, b, None, None, R)",
        Losses::logits,
        Input.of(new double[] {0, -0.0, 800, -800, 30}),
        truth);
    logits.refuses(
        "torch.binary_cross_entropy_with_logits(a, b.reshape(3))",
        xs -> new BCEWithLogitsLoss().of(xs.getFirst(), xs.get(1)),
        Input.numbers(3),
        Input.numbers(2));
  }

  private static BCEWithLogitsLoss logits(Reduction reduction) {
    return new BCEWithLogitsLoss().withReduction(reduction);
  }

  private static void signs(Table table) {
    Row hinge = row(table, "HingeEmbeddingLoss");
    Row soft = row(table, "SoftMarginLoss");
    for (int[] shape : SHAPES) {
      Input x = Input.numbers(shape);
      Input t = signs(shape);
      for (double margin : new double[] {1, 0.4}) {
        each(
            hinge,
            "torch.hinge_embedding_loss(a, b, " + margin + ", R)",
            r -> new HingeEmbeddingLoss(margin, r),
            x,
            t);
      }
      each(soft, "torch.soft_margin_loss(a, b, R)", SoftMarginLoss::new, x, t);
    }
    each(
        hinge,
        "torch.hinge_embedding_loss(a, b, 1.0, R)",
        r -> new HingeEmbeddingLoss(1, r),
        Input.of(new double[] {1, 2, 0, -1, 0.5}),
        Input.of(new long[] {-1, -1, 0, 1, 1}));
    each(
        soft,
        "torch.soft_margin_loss(a, b, R)",
        SoftMarginLoss::new,
        Input.of(new double[] {0, 20, -20, 30, -30}),
        Input.of(new double[] {1, 1, 1, -1, -1}).fixed());
    soft.refuses(
        "torch.soft_margin_loss(a, b)",
        xs -> new SoftMarginLoss().of(xs.getFirst(), xs.get(1)),
        Input.numbers(3),
        Input.numbers(2));
  }

  /// Numbers −1 and 1.
  static Input signs(int... shape) {
    double[] numbers = Input.numbers(shape).shuffled().numbers().clone();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = numbers[i] < 0 ? -1 : 1;
    }
    return new Input(numbers, DType.F64, shape, false);
  }
}
