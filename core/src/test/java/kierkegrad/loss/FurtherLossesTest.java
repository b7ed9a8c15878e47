package kierkegrad.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import kierkegrad.graph.Graph;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Losses on a few numbers; what they are was computed with PyTorch 2.13.
class FurtherLossesTest {
  private static final Tensor X = matrix(0.5, -1.5, 2.0, 0.2, 0.7, -0.3);
  private static final Tensor T = matrix(1.0, -1.0, 0.5, 0.4, 3.0, -2.0);
  private static final Tensor P = matrix(0.2, 0.5, 0.3, 0.1, 0.6, 0.3);
  private static final Tensor Q = matrix(0.3, 0.3, 0.4, 0.2, 0.7, 0.1);
  private static final Tensor V = matrix(0.5, 1, 2, 0.1, 0.2, 0.3);
  private static final Tensor S = matrix(1, -1, 1, -1, 1, 1);
  private static final Tensor W = Tensor.of(new double[] {1, 2, 3});
  private static final Tensor CLASSES = Tensor.of(new long[] {2, 1});
  private static final Tensor LABELS = Tensor.of(new long[] {2, 0, -1, 1, -1, 0}, 2, 3);
  private static final Tensor SIGNS = Tensor.of(new double[] {1, -1});

  private static Tensor matrix(double... values) {
    return Tensor.of(values, 2, 3);
  }

  private static Arguments is(
      String name, double expected, Function<Tensor, Tensor> loss, Tensor x) {
    return argumentSet(name, expected, loss, x);
  }

  static Stream<Arguments> losses() {
    Loss kl = new KLDivLoss().withReduction(Reduction.BATCH_MEAN);
    Loss klLog = new KLDivLoss().withLogTarget(true).withReduction(Reduction.SUM);
    Loss poisson = new PoissonNLLLoss().withFull(true);
    Loss means = new PoissonNLLLoss().withLogInput(false).withEps(1e-8);
    GaussianNLLLoss gauss = new GaussianNLLLoss().withFull(true).withEps(1e-6);
    Loss multi = new MultiMarginLoss().withP(2).withMargin(1).withWeight(W);
    Loss entropy = new CrossEntropyLoss().withWeight(W).withLabelSmoothing(0.1);
    TripletMarginWithDistanceLoss far = new TripletMarginWithDistanceLoss().withMargin(0.5);
    return Stream.of(
        is("smooth", 0.8059523809523809, x -> new SmoothL1Loss().withBeta(0.7).of(x, T), X),
        is("l1", 6.7 / 6, x -> new SmoothL1Loss().withBeta(0).of(x, T), X),
        is("huber", 0.5641666666666666, x -> new HuberLoss().withDelta(0.7).of(x, T), X),
        is("kl", 0.12789686458695576, x -> kl.of(x.log(), P), Q),
        is("kl of logarithms", 0.2557937291739115, x -> klLog.of(x.log(), P.log()), Q),
        is("poisson", 3.868405894766891, x -> poisson.of(x, P.mul(9)), X),
        is("poisson of means", 0.9312997199169422, x -> means.of(x, P), V),
        is("gauss", 3.6891333268362767, x -> gauss.of(x, T, V), X),
        is("bce", 0.6077414076007832, x -> new BCELoss().of(x, Q), P),
        is("hinge", 1.1, x -> new HingeEmbeddingLoss().withMargin(1.2).of(x, S), X),
        is("soft margin", 0.4763497393235681, x -> new SoftMarginLoss().of(x, S), X),
        is(
            "ranking",
            0.5833333333333333,
            x -> new MarginRankingLoss().withMargin(0.3).of(x, T, S),
            X),
        is(
            "cosine",
            0.5443889134873531,
            x -> new CosineEmbeddingLoss().withMargin(0.1).of(x, T, SIGNS),
            X),
        is(
            "triplet",
            1.618983433810596,
            x -> new TripletMarginLoss().withSwap(true).of(x, T, V),
            X),
        is("triplet distance", 1.2898265854658353, x -> far.of(x, T, V), X),
        is("multi margin", 0.08333333333333333, x -> multi.of(x, CLASSES), X),
        is("labels", 0.08333333333333333, x -> new MultiLabelMarginLoss().of(x, LABELS), X),
        is(
            "soft labels",
            1.9058773789721029,
            x -> new MultiLabelSoftMarginLoss().withWeight(W).of(x, P),
            X),
        is("entropy of shares", 3.314957082446512, x -> entropy.of(x, P), X),
        is("ctc", 3.3397006082689678, FurtherLossesTest::ctc, X));
  }

  private static Tensor ctc(Tensor x) {
    Tensor steps = Tensor.stack(0, List.of(x, T, V, S, P)).logSoftmax(-1);
    Tensor targets = Tensor.of(new long[] {1, 2, 2, 2}, 2, 2);
    return new CTCLoss()
        .of(steps, targets, Tensor.of(new long[] {5, 4}), Tensor.of(new long[] {2, 1}));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void areThoseOfPyTorch(double expected, Function<Tensor, Tensor> loss, Tensor x) {
    assertThat(loss.apply(x).item()).isCloseTo(expected, within(1e-14 * (1 + expected)));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void tracedAreTheSameAsEager(double expected, Function<Tensor, Tensor> loss, Tensor x) {
    Tensor traced = Graph.of(in -> loss.apply(in.getFirst()), x).run(x).getFirst();
    assertThat(traced.sameBits(loss.apply(x))).as("%s", expected).isTrue();
  }

  @Test
  void aTargetThatIsTooLongIsImpossible() {
    Tensor x = Tensor.zeros(DType.F64, X.shape()).unsqueeze(1).logSoftmax(-1);
    Tensor twice = Tensor.of(new long[] {1, 1}, 1, 2);
    CTCLoss loss = new CTCLoss();
    long[] two = {2};
    assertThat(loss.of(x, twice, two, two).item()).isPositive().isInfinite();
    assertThat(loss.withZeroInfinity(true).of(x, twice, two, two).item()).isZero();
    // One after another, read without a batch: 1, 2 in two steps is one way of 9.
    Tensor once = Tensor.of(new long[] {1, 2});
    Tensor length = Tensor.of(two).reshape();
    double single =
        loss.withReduction(Reduction.NONE).of(x.squeeze(1), once, length, length).item();
    assertThat(single).isCloseTo(Math.log(9), within(1e-15));
    double sum = loss.withReduction(Reduction.SUM).withBlank(0).of(x, once, two, two).item();
    assertThat(sum).isEqualTo(single);
  }

  @Test
  void sayWhatDoesNotFit() {
    assertThatThrownBy(() -> new BCELoss().of(X, P))
        .hasMessageContaining("bce: a prediction is not from 0 to 1");
    assertThatThrownBy(() -> new SoftMarginLoss().of(X, W))
        .hasMessageContaining("soft_margin: the prediction is [2, 3] but the target is [3]");
    assertThatThrownBy(() -> new GaussianNLLLoss().of(X, T, X))
        .hasMessageContaining("gaussian_nll: a variance is negative");
    assertThatThrownBy(() -> new GaussianNLLLoss().of(X, T, W))
        .hasMessageContaining("gaussian_nll: predictions [2, 3] and variances [3] do not fit");
    assertThatThrownBy(() -> new MarginRankingLoss().of(X, W, S))
        .hasMessageContaining("margin_ranking: scores [2, 3] and [3]");
    assertThatThrownBy(() -> new CosineEmbeddingLoss().of(X, T, S))
        .hasMessageContaining("cosine_embedding: rows [2, 3] and [2, 3] and targets [2, 3]");
    assertThatThrownBy(() -> new TripletMarginLoss().of(X, W, T))
        .hasMessageContaining("triplet_margin: anchors [2, 3], positives [3]");
    assertThatThrownBy(() -> new MultiMarginLoss().withP(3))
        .hasMessageContaining("p = 3 is unknown");
    assertThatThrownBy(() -> new MultiMarginLoss().of(X, SIGNS))
        .hasMessageContaining("multi_margin: the targets are float64");
    assertThatThrownBy(() -> new MultiMarginLoss().of(X, LABELS))
        .hasMessageContaining("multi_margin: scores [2, 3] and class numbers [2, 3] do not fit");
    assertThatThrownBy(() -> new MultiLabelMarginLoss().of(X, CLASSES))
        .hasMessageContaining("multilabel_margin: scores [2, 3] and labels [2] do not fit");
    assertThatThrownBy(() -> new MultiLabelMarginLoss().of(X, LABELS.add(1)))
        .hasMessageContaining("multilabel_margin: a label is not from 0 to 2");
    assertThatThrownBy(() -> new CrossEntropyLoss().withWeight(SIGNS).of(X, P))
        .hasMessageContaining("cross_entropy: the class weights are [2], but there are 3 classes");
  }

  @Test
  void ctcSaysWhatDoesNotFit() {
    Tensor x = X.unsqueeze(1);
    Tensor t = Tensor.of(new long[] {1, 2}, 1, 2);
    long[] two = {2};
    CTCLoss loss = new CTCLoss();
    assertThatThrownBy(() -> loss.of(W, t, two, two))
        .hasMessageContaining("ctc: log-probabilities [3]");
    assertThatThrownBy(() -> loss.withBlank(3).of(x, t, two, two))
        .hasMessageContaining("ctc: blank 3");
    assertThatThrownBy(() -> loss.of(x, t, new long[] {2, 2}, two))
        .hasMessageContaining("ctc: 1 sequences need as many lengths");
    assertThatThrownBy(() -> loss.of(x, t, new long[] {3}, two))
        .hasMessageContaining("ctc: an input is 3 steps long, but there are 2");
    assertThatThrownBy(() -> loss.of(x, t, two, new long[] {3}))
        .hasMessageContaining("ctc: the targets' lengths say 3");
    assertThatThrownBy(() -> loss.of(x, X, two, two))
        .hasMessageContaining("ctc: targets float64[2, 3]");
  }
}
