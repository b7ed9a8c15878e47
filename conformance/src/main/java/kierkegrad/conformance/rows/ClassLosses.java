package kierkegrad.conformance.rows;

import java.util.List;
import java.util.Optional;
import kierkegrad.conformance.Derivatives;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.loss.CTCLoss;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.loss.MultiLabelMarginLoss;
import kierkegrad.loss.MultiMarginLoss;
import kierkegrad.loss.NLLLoss;
import kierkegrad.loss.Reduction;
import kierkegrad.tensor.Tensor;

/// Losses of class numbers.
final class ClassLosses {
  private ClassLosses() {}

  static void rows(Table table) {
    crossEntropy(table);
    margins(table);
    ctc(table);
  }

  private record Scores(int[] scores, int[] target) {}

  private static final List<Scores> SCORES =
      List.of(
          new Scores(new int[] {3}, new int[0]),
          new Scores(new int[] {1, 1}, new int[] {1}),
          new Scores(new int[] {4, 3}, new int[] {4}),
          new Scores(new int[] {0, 3}, new int[] {0}),
          new Scores(new int[] {2, 3, 4}, new int[] {2, 4}),
          new Scores(new int[] {2, 3, 2, 2}, new int[] {2, 2, 2}));

  private static void crossEntropy(Table table) {
    Row entropy = Losses.row(table, "CrossEntropyLoss");
    Row nll = Losses.row(table, "NLLLoss");
    for (Scores shapes : SCORES) {
      int classes = shapes.scores()[Math.min(1, shapes.scores().length - 1)];
      Input x = Input.between(-3, 3, shapes.scores());
      Input t = Input.integers(classes, shapes.target());
      Input w = Input.between(0.5, 2, classes).fixed();
      Input p = Input.between(0.05, 0.9, shapes.scores()).shuffled();
      for (Reduction r : Losses.REDUCTIONS) {
        int n = Losses.number(r);
        CrossEntropyLoss loss = new CrossEntropyLoss().withReduction(r);
        entropy.same(
            "torch.cross_entropy_loss(a, b, None, " + n + ")",
            xs -> loss.of(xs.get(0), xs.get(1)),
            x,
            t);
        entropy.same(
            "torch.cross_entropy_loss(a, b, None, " + n + ")",
            xs -> loss.of(xs.get(0), xs.get(1)),
            x,
            p);
        for (long ignored : new long[] {-100, 0}) {
          for (double smoothing : new double[] {0, 0.2}) {
            CrossEntropyLoss with = loss.withIgnoreIndex(ignored).withLabelSmoothing(smoothing);
            String end = ", " + n + ", " + ignored + ", " + smoothing + ")";
            entropy.same(
                "torch.cross_entropy_loss(a, b, c" + end,
                xs -> with.withWeight(xs.get(2)).of(xs.get(0), xs.get(1)),
                x,
                t,
                w);
          }
          if (shapes.scores().length < 3 || classes > 1) {
            nll.same(
                "torch.nll_loss_nd(a, b, c, " + n + ", " + ignored + ")",
                xs -> new NLLLoss(Optional.of(xs.get(2)), ignored, r).of(xs.get(0), xs.get(1)),
                x,
                t,
                w);
            nll.same(
                "torch.nll_loss_nd(a, b, None, " + n + ", " + ignored + ")",
                xs -> new NLLLoss(Optional.empty(), ignored, r).of(xs.get(0), xs.get(1)),
                x,
                t);
          }
        }
        entropy.same(
            "torch.cross_entropy_loss(a, b, c, " + n + ", -100, 0.1)",
            xs -> loss.withLabelSmoothing(0.1).withWeight(xs.get(2)).of(xs.get(0), xs.get(1)),
            x,
            p,
            w);
      }
    }
    for (Row row : List.of(entropy, nll)) {
      boolean isEntropy = row == entropy;
      String code = isEntropy ? "torch.cross_entropy_loss(a, b)" : "torch.nll_loss_nd(a, b)";
      for (List<Input> bad :
          List.of(
              List.of(Input.numbers(4, 3), Input.integers(3, 3)),
              List.of(Input.numbers(4, 3), Input.of(new long[] {0, 1, 2, 3})),
              List.of(Input.numbers(4, 3), Input.of(new long[] {0, 1, 2, -1})),
              List.of(Input.numbers(4, 3), Input.numbers(4)))) {
        row.refuses(
            code,
            xs ->
                isEntropy
                    ? new CrossEntropyLoss().of(xs.get(0), xs.get(1))
                    : new NLLLoss().of(xs.get(0), xs.get(1)),
            bad.toArray(new Input[0]));
      }
    }
  }

  private static void margins(Table table) {
    Row multi =
        Losses.row(table, "MultiMarginLoss")
            .differentiated(Derivatives.ONCE, "LibTorch does not differentiate it twice");
    for (int p : new int[] {1, 2}) {
      for (double margin : new double[] {1, 0.3}) {
        for (Reduction r : Losses.REDUCTIONS) {
          String head = "torch.multi_margin_loss(a, b, " + p + ", " + margin + ", ";
          MultiMarginLoss loss = new MultiMarginLoss(p, margin, Optional.empty(), r);
          for (Input x : List.of(Input.numbers(3, 4), Input.numbers(1, 4), Input.numbers(4))) {
            Input t =
                x.shape().length > 1
                    ? Input.integers(4, x.shape()[0])
                    : Input.of(new long[] {2}, new int[] {});
            Input target =
                x.shape().length > 1 ? t : new Input(new double[] {2}, t.type(), new int[0], false);
            multi.same(
                head + "None, " + Losses.number(r) + ")",
                xs -> loss.of(xs.get(0), xs.get(1)),
                x,
                target);
            multi.same(
                head + "c, " + Losses.number(r) + ")",
                xs -> loss.withWeight(xs.get(2)).of(xs.get(0), xs.get(1)),
                x,
                target,
                Input.between(0.5, 2, 4).fixed());
          }
        }
      }
    }
    multi
        .refuses(
            "torch.multi_margin_loss(a, b, 3)",
            xs -> new MultiMarginLoss().withP(3).of(xs.get(0), xs.get(1)),
            Input.numbers(3, 4),
            Input.integers(4, 3))
        .refuses(
            "torch.multi_margin_loss(a, b)",
            xs -> new MultiMarginLoss().of(xs.get(0), xs.get(1)),
            Input.numbers(3, 4),
            Input.of(new long[] {0, 4, 1}));
    Row labels =
        Losses.row(table, "MultiLabelMarginLoss")
            .differentiated(Derivatives.ONCE, "LibTorch does not differentiate it twice");
    for (Reduction r : Losses.REDUCTIONS) {
      String code = "torch.multilabel_margin_loss(a, b, " + Losses.number(r) + ")";
      MultiLabelMarginLoss loss = new MultiLabelMarginLoss(r);
      labels
          .same(
              code,
              xs -> loss.of(xs.get(0), xs.get(1)),
              Input.numbers(3, 4),
              Input.of(new long[] {3, 0, -1, 1, -1, 0, 0, 0, 2, 1, 0, 3}, 3, 4))
          .same(
              code,
              xs -> loss.of(xs.get(0), xs.get(1)),
              Input.numbers(5),
              Input.of(new long[] {4, 2, -1, 1, 0}))
          .same(
              code,
              xs -> loss.of(xs.get(0), xs.get(1)),
              Input.numbers(2, 3),
              Input.of(new long[] {-1, 0, 0, 1, 1, -1}, 2, 3));
    }
    labels
        .refuses(
            "torch.multilabel_margin_loss(a, b)",
            xs -> new MultiLabelMarginLoss().of(xs.get(0), xs.get(1)),
            Input.numbers(3),
            Input.of(new long[] {0, 3, -1}))
        .refuses(
            "torch.multilabel_margin_loss(a, b)",
            xs -> new MultiLabelMarginLoss().of(xs.get(0), xs.get(1)),
            Input.numbers(2, 3),
            Input.of(new long[] {0, 1, -1}));
  }

  /// Behind a log-softmax: LibTorch's gradient in log-probabilities is not that of the formula.
  private static void ctc(Table table) {
    Row row =
        Losses.row(table, "CTCLoss")
            .differentiated(
                Derivatives.ONCE,
                "compared behind a log-softmax, and once: LibTorch does not differentiate it twice");
    long[] padded = {1, 2, 2, 3, 1, 2, 3, 2, 1};
    for (Reduction r : Losses.REDUCTIONS) {
      int n = Losses.number(r);
      for (boolean zero : new boolean[] {false, true}) {
        String end = ", " + n + ", " + (zero ? "True" : "False") + ")";
        CTCLoss loss = new CTCLoss(0, r, zero);
        for (long[] lengths :
            List.of(new long[] {3, 1, 2}, new long[] {0, 3, 1}, new long[] {2, 2, 2})) {
          String code =
              "torch.ctc_loss(torch.log_softmax(a, -1), b, [7, 5, 6], "
                  + text(lengths)
                  + ", 0"
                  + end;
          row.same(
              code,
              xs -> loss.of(logs(xs), xs.get(1), new long[] {7, 5, 6}, lengths),
              Input.numbers(7, 3, 4),
              Input.of(padded, 3, 3));
        }
        row.same(
            "torch.ctc_loss(torch.log_softmax(a, -1), b, [6, 4], [2, 3], 0" + end,
            xs -> loss.of(logs(xs), xs.get(1), new long[] {6, 4}, new long[] {2, 3}),
            Input.between(-3, 3, 6, 2, 5),
            Input.of(new long[] {4, 1, 2, 3, 4}));
        row.same(
            "torch.ctc_loss(torch.log_softmax(a, -1), b, [5], [2], 2"
                + end
                + (r == Reduction.NONE ? ".reshape([])" : ""),
            xs ->
                loss.withBlank(2)
                    .of(
                        logs(xs),
                        xs.get(1),
                        Tensor.of(new long[] {5}).reshape(),
                        Tensor.of(new long[] {2}).reshape()),
            Input.numbers(5, 3),
            Input.of(new long[] {0, 0}));
      }
      // A target that is too long for its input.
      row.same(
          "torch.ctc_loss(torch.log_softmax(a, -1), b, [2, 3], [2, 1], 0, " + n + ", True)",
          xs ->
              new CTCLoss(0, r, true).of(logs(xs), xs.get(1), new long[] {2, 3}, new long[] {2, 1}),
          Input.numbers(3, 2, 3),
          Input.of(new long[] {1, 1, 2, 1}, 2, 2));
    }
    row.refuses(
            "torch.ctc_loss(a, b, [4, 3], [2, 1])",
            xs -> new CTCLoss().of(xs.get(0), xs.get(1), new long[] {4, 3}, new long[] {2, 1}),
            Input.numbers(3, 2, 3),
            Input.of(new long[] {1, 1, 2, 1}, 2, 2))
        .refuses(
            "torch.ctc_loss(a, b, [3, 3], [2, 1], 3)",
            xs ->
                new CTCLoss()
                    .withBlank(3)
                    .of(xs.get(0), xs.get(1), new long[] {3, 3}, new long[] {2, 1}),
            Input.numbers(3, 2, 3),
            Input.of(new long[] {1, 1, 2, 1}, 2, 2));
  }

  private static Tensor logs(List<Tensor> xs) {
    return xs.getFirst().logSoftmax(-1);
  }

  private static String text(long[] numbers) {
    return java.util.Arrays.toString(numbers);
  }
}
