package kierkegrad.nn.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GELUTest {
  /// Φ(1) = 0.8413447460685429 and Φ(2) = 0.9772498680518208, from tables of the normal
  /// distribution.
  @Test
  void isXTimesTheNormalDistribution() {
    Tensor x = Tensor.of(new double[] {-2, -1, 0, 1, 2});

    assertThat(new GELU().forward(x).toDoubleArray())
        .containsExactly(
            new double[] {
              -2 * (1 - 0.9772498680518208),
              -(1 - 0.8413447460685429),
              0,
              0.8413447460685429,
              2 * 0.9772498680518208
            },
            within(1e-15));
  }

  @Test
  void isCloseToItsApproximation() {
    Tensor x = Tensor.linspace(-5, 5, 101);
    Tensor exact = new GELU().forward(x);
    Tensor approximate = new GELU("tanh").forward(x);

    assertThat(approximate.sub(exact).abs().max().item()).isBetween(1e-5, 5e-4);
    // ½(1 + tanh(√(2/π)·1.044715))
    assertThat(new GELU("tanh").forward(Tensor.of(new double[] {1})).item())
        .isCloseTo(0.8411919906082768, within(1e-15));
  }

  @Test
  void namesItsKinds() {
    assertThat(new GELU()).hasToString("GELU(approximate='none')");
    assertThatThrownBy(() -> new GELU("erf"))
        .hasMessage("gelu: approximate = 'erf' is unknown; use 'none' or 'tanh'");
  }
}
