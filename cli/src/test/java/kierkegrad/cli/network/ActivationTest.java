package kierkegrad.cli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import kierkegrad.grad.Grad;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivationTest {
  /// Values at 1 and −2 and slopes there, from the closed forms, to six digits.
  @ParameterizedTest
  @CsvSource({
    "IDENTITY, 1, -2, 1, 1",
    "RELU, 1, 0, 1, 0",
    "LEAKY_RELU, 1, -0.02, 1, 0.01",
    "SIGMOID, 0.731059, 0.119203, 0.196612, 0.104994",
    "TANH, 0.761594, -0.964028, 0.419974, 0.070651",
    "SOFTPLUS, 1.313262, 0.126928, 0.731059, 0.119203",
    "SOFTMAX, 0.731059, 0.119203, 0.196612, 0.104994"
  })
  void computesValuesAndSlopes(
      Activation activation, double at1, double atMinus2, double slopeAt1, double slopeAtMinus2) {
    Tensor x = Tensor.of(new double[] {1, -2});
    assertThat(activation.curve(x).toDoubleArray())
        .containsExactly(new double[] {at1, atMinus2}, within(1e-6));
    assertThat(Grad.grad(t -> activation.curve(t).sum(), x).toDoubleArray())
        .containsExactly(new double[] {slopeAt1, slopeAtMinus2}, within(1e-6));
  }
}
