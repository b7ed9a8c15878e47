package kierkegrad.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import kierkegrad.grad.GradCheck;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// The table comes from LibTorch 2.10, in double precision.
class ElementLossesTest {
  @ParameterizedTest
  @CsvFileSource(resources = "bce-with-logits.csv", numLinesToSkip = 1)
  void binaryCrossEntropyAgreesWithLibTorch(
      String weighted, String positive, Reduction reduction, String values, String gradient) {
    Tensor x = Tensor.of(new double[] {0, -2, 3, 40, -40, 0.5, -700, 1000}, 4, 2).tracked();
    Tensor t = Tensor.of(new double[] {1, 0, 0.25, 1, 1, 0, 1, 0}, 4, 2);
    Optional<Tensor> weight =
        weighted.equals("weighted")
            ? Optional.of(Tensor.of(new double[] {0.5, 2}))
            : Optional.empty();
    Optional<Tensor> posWeight =
        positive.equals("pos_weight")
            ? Optional.of(Tensor.of(new double[] {3, 0.5}))
            : Optional.empty();

    Tensor loss = new BCEWithLogitsLoss(weight, posWeight, reduction).of(x, t);

    double[] expected = ClassLossesTest.numbers(values);
    double[] found = loss.toDoubleArray();
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-14 * expected[i]));
    }
    assertThat(loss.sum().backward().of(x).toDoubleArray())
        .containsExactly(ClassLossesTest.numbers(gradient), within(1e-14));
  }

  /// −½ is the slope of −ln σ at 0, and ¼ its curvature.
  @Test
  void binaryCrossEntropyIsSmoothAtZero() {
    Tensor t = Tensor.of(new double[] {1, 0, 0.5});
    GradCheck.checkSecondOrder(
        in -> new BCEWithLogitsLoss().withReduction(Reduction.NONE).of(in.getFirst(), t),
        Tensor.of(new double[] {0, 0, 0}));
  }

  @Test
  void squaredAndAbsoluteErrorsByHand() {
    Tensor x = Tensor.of(new double[] {1, 2, 5, -1}).tracked();
    Tensor t = Tensor.of(new double[] {3, 2, 1, 0});
    // Differences −2, 0, 4, −1: squares 4 + 0 + 16 + 1 = 21, sizes 2 + 0 + 4 + 1 = 7.
    Tensor mse = new MSELoss().of(x, t);
    Tensor l1 = new L1Loss().of(x, t);

    assertThat(mse.item()).isEqualTo(21 / 4.0);
    assertThat(mse.backward().of(x).toDoubleArray()).containsExactly(-1, 0, 2, -0.5);
    assertThat(l1.item()).isEqualTo(7 / 4.0);
    assertThat(l1.backward().of(x).toDoubleArray()).containsExactly(-0.25, 0, 0.25, -0.25);
    assertThat(new MSELoss(Reduction.SUM).of(x, t).item()).isEqualTo(21);
    assertThat(new L1Loss(Reduction.NONE).of(x, t).toDoubleArray()).containsExactly(2, 0, 4, 1);
  }

  @Test
  void namesBothShapesInsteadOfBroadcasting() {
    assertThatThrownBy(() -> new MSELoss().of(Tensor.zeros(32, 1), Tensor.zeros(32)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "mse: the prediction is [32, 1] but the target is [32];"
                + " reshape one of them, they are not broadcast");
    assertThatThrownBy(() -> new L1Loss().of(Tensor.zeros(2), Tensor.zeros(3)))
        .hasMessageStartingWith("l1: ");
    assertThatThrownBy(() -> new BCEWithLogitsLoss().of(Tensor.zeros(2), Tensor.zeros(3)))
        .hasMessageStartingWith("bce_with_logits: ");
  }

  @Test
  void refusesTargetsThatAreNotFloating() {
    assertThatThrownBy(() -> new MSELoss().of(Tensor.zeros(2), Tensor.zeros(2).to(DType.I64)))
        .hasMessage("mse: the target is int64, not floating; convert with to(DType.F32)");
  }

  @Test
  void hasNoMeanOfNothing() {
    assertThat(new MSELoss().of(Tensor.zeros(0), Tensor.zeros(0)).item()).isNaN();
  }
}
