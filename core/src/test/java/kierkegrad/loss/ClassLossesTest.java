package kierkegrad.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import kierkegrad.grad.GradCheck;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// The table comes from LibTorch 2.10, in double precision.
class ClassLossesTest {
  private static final double[][] LOGITS = {{1, -2, 0.5}, {0, 3, -1}, {2, 2, 2}, {-1, 0.25, 4}};
  private static final Tensor CLASSES = Tensor.of(new long[] {0, 2, 1, 2});
  private static final Tensor WEIGHT = Tensor.of(new double[] {0.5, 2, 1.5});

  @ParameterizedTest
  @CsvFileSource(resources = "class-losses.csv", numLinesToSkip = 1)
  void agreesWithLibTorch(
      String name,
      String weighted,
      long ignore,
      double smoothing,
      Reduction reduction,
      String values,
      String gradient) {
    Optional<Tensor> weight = weighted.equals("weighted") ? Optional.of(WEIGHT) : Optional.empty();
    Tensor x = Tensor.of(LOGITS).tracked();

    Loss crossEntropy = new CrossEntropyLoss(weight, ignore, smoothing, reduction);
    Tensor loss =
        switch (name) {
          case "cross_entropy" -> crossEntropy.of(x, CLASSES);
          case "cross_entropy_2d" ->
              crossEntropy.of(x.reshape(2, 3, 2), CLASSES.reshape(2, 2)).flatten();
          default -> new NLLLoss(weight, ignore, reduction).of(x.logSoftmax(1), CLASSES);
        };

    assertThat(loss.toDoubleArray()).containsExactly(numbers(values), within(1e-12));
    assertThat(loss.sum().backward().of(x).toDoubleArray())
        .containsExactly(numbers(gradient), within(1e-12));
  }

  static double[] numbers(String cell) {
    return Arrays.stream(cell.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  /// The lectures' number: p = 0.1732 for the true class gives L = −ln p = 1.7533 and dL/dz = p − 1
  /// there, p elsewhere.
  @Test
  void givesTheLecturesNumbers() {
    double[] p = {0.1732, 0.5, 0.3268};
    Tensor z = Tensor.of(p).log().unsqueeze(0).tracked();
    Tensor loss = new CrossEntropyLoss().of(z, Tensor.of(new long[] {0}));

    assertThat(loss.item()).isCloseTo(1.7533, within(5e-5));
    assertThat(loss.backward().of(z).toDoubleArray())
        .containsExactly(new double[] {0.1732 - 1, 0.5, 0.3268}, within(1e-12));
  }

  @Test
  void takesOneExampleWithoutABatch() {
    Tensor loss =
        new CrossEntropyLoss().of(Tensor.of(new double[] {0, 0}), Tensor.arange(1).get(0));

    assertThat(loss.rank()).isZero();
    assertThat(loss.item()).isCloseTo(Math.log(2), within(1e-15));
  }

  @Test
  void isInfiniteOnlyWhereTheTrueClassIsImpossible() {
    Tensor x = Tensor.of(new double[][] {{Double.NEGATIVE_INFINITY, 0, 0}});

    assertThat(new CrossEntropyLoss().of(x, Tensor.of(new long[] {1})).item())
        .isCloseTo(Math.log(2), within(1e-15));
    assertThat(new CrossEntropyLoss().of(x, Tensor.of(new long[] {0})).item())
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void keepsAnImpossibleIgnoredRowOut() {
    Tensor x = Tensor.of(new double[][] {{Double.NEGATIVE_INFINITY, 0}, {0, 0}}).tracked();
    Tensor loss = new CrossEntropyLoss().of(x, Tensor.of(new long[] {-100, 1}));

    assertThat(loss.item()).isCloseTo(Math.log(2), within(1e-15));
    assertThat(loss.backward().of(x).toDoubleArray())
        .containsExactly(new double[] {0, 0, 0.5, -0.5}, within(1e-15));
  }

  @Test
  void hasNoMeanOfNothing() {
    Tensor ignored = Tensor.of(new long[] {-100, -100, -100, -100});
    Loss loss = new CrossEntropyLoss();

    assertThat(loss.of(Tensor.of(LOGITS), ignored).item()).isNaN();
    assertThat(
            new CrossEntropyLoss()
                .withReduction(Reduction.SUM)
                .of(Tensor.of(LOGITS), ignored)
                .item())
        .isZero();
  }

  @Test
  void canBeDifferentiatedTwice() {
    Loss loss =
        new CrossEntropyLoss().withWeight(WEIGHT).withLabelSmoothing(0.2).withIgnoreIndex(1);
    GradCheck.checkSecondOrder(in -> loss.of(in.getFirst(), CLASSES), Tensor.of(LOGITS));
  }

  @Test
  void takesClassNumbersOfAnyIntegerTypeAndKeepsTheLogitsType() {
    Tensor x = Tensor.of(LOGITS).to(DType.F32);
    Tensor loss = new CrossEntropyLoss().withWeight(WEIGHT).of(x, CLASSES.to(DType.U8));

    assertThat(loss.dtype()).isEqualTo(DType.F32);
    assertThat(loss.item()).isCloseTo(1.5623744380963047, within(1e-6)); // LibTorch
  }

  @Test
  void saysWhatDoesNotFit() {
    Loss loss = new CrossEntropyLoss();
    Tensor x = Tensor.of(LOGITS);

    assertThatThrownBy(() -> loss.of(x, Tensor.zeros(4, 1).to(DType.I64)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "cross_entropy: scores [4, 3] and class numbers [4, 1] do not fit:"
                + " expects [n, classes, …] and [n, …]");
    assertThatThrownBy(() -> loss.of(x, Tensor.zeros(4)))
        .hasMessage(
            "cross_entropy: logits [4, 3] and probabilities [4] differ;"
                + " give a probability for every logit, or class numbers of type int64");
    assertThatThrownBy(() -> new NLLLoss().withWeight(Tensor.ones(2)).of(x, CLASSES))
        .hasMessage(
            "nll: the class weights are [2], but there are 3 classes;"
                + " give one weight per class");
    assertThatThrownBy(() -> loss.of(x, Tensor.of(new long[] {0, 1, 2, 3})))
        .hasMessageContaining("3");
    assertThatThrownBy(() -> new CrossEntropyLoss().withLabelSmoothing(1.5))
        .hasMessage("cross_entropy: label smoothing 1.5 is not a share; use 0 to 1");
  }
}
