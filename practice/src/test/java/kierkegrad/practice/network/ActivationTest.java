package kierkegrad.practice.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import kierkegrad.grad.Grad;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivationTest {
  /// Values at 1 and −2 and slopes there, from the closed forms and PyTorch, to six digits. At the
  /// bend of hardtanh the slope is 0.
  @ParameterizedTest
  @CsvSource({
    "IDENTITY, 1, -2, 1, 1",
    "RELU, 1, 0, 1, 0",
    "LEAKY_RELU, 1, -0.02, 1, 0.01",
    "SIGMOID, 0.731059, 0.119203, 0.196612, 0.104994",
    "TANH, 0.761594, -0.964028, 0.419974, 0.070651",
    "SOFTPLUS, 1.313262, 0.126928, 0.731059, 0.119203",
    "SOFTMAX, 0.731059, 0.119203, 0.196612, 0.104994",
    "RELU6, 1, 0, 1, 0",
    "ELU, 1, -0.864665, 1, 0.135335",
    "SELU, 1.050701, -1.520166, 1.050701, 0.237933",
    "GELU, 0.841345, -0.045500, 1.083315, -0.085232",
    "SILU, 0.731059, -0.238406, 0.927671, -0.090784",
    "MISH, 0.865098, -0.252501, 1.049036, -0.108355",
    "HARDSIGMOID, 0.666667, 0.166667, 0.166667, 0.166667",
    "HARDSWISH, 0.666667, -0.333333, 0.833333, -0.166667",
    "HARDTANH, 1, -1, 0, 0",
    "SOFTSIGN, 0.5, -0.666667, 0.25, 0.111111",
    "TANHSHRINK, 0.238406, -1.035972, 0.580026, 0.929349",
    "LOG_SIGMOID, -0.313262, -2.126928, 0.268941, 0.880797"
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
