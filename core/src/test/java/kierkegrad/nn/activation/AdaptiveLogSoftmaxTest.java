package kierkegrad.nn.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// What the numbers are was computed with PyTorch 2.13.
class AdaptiveLogSoftmaxTest {
  private static AdaptiveLogSoftmaxWithLoss layer() {
    AdaptiveLogSoftmaxWithLoss layer =
        new AdaptiveLogSoftmaxWithLoss(4, 7, new int[] {2, 4}, 2, true);
    layer.to(DType.F64);
    layer
        .state()
        .forEach((name, box) -> {
          int n = box.value().elements();
          Tensor numbers = Tensor.arange(n).to(DType.F64).mul(0.37).sin();
          box.set(numbers.reshape(box.value().shape()));
        });
    return layer;
  }

  @Test
  void isThatOfPyTorch() {
    AdaptiveLogSoftmaxWithLoss layer = layer();
    Tensor x = Tensor.of(new double[][] {{0.5, -1, 2, 0.1}, {0.3, 0.2, -0.7, 1}, {1, 1, -1, 0.5}});
    var result = layer.forward(x, Tensor.of(new long[] {1, 3, 6}));
    assertThat(result.output().toDoubleArray())
        .containsExactly(
            new double[] {-0.6631215074500038, -2.0780283197380127, -3.854284844921846},
            within(1e-14));
    assertThat(result.loss().item()).isCloseTo(2.1984782240366205, within(1e-14));
    assertThat(layer.predict(x).toLongArray()).containsExactly(1, 1, 1);
    assertThat(layer.forward(x).exp().sum(1).toDoubleArray())
        .containsExactly(new double[] {1, 1, 1}, within(1e-14));
    assertThat(layer.forward(x.select(0, 1)).toDoubleArray())
        .containsExactly(layer.forward(x).select(0, 1).toDoubleArray(), within(1e-14));
  }

  @Test
  void hasTheStateOfPyTorch() {
    assertThat(layer().state().keySet())
        .containsExactly(
            "head.weight",
            "head.bias",
            "tail.0.0.weight",
            "tail.0.1.weight",
            "tail.1.0.weight",
            "tail.1.1.weight");
    assertThat(new AdaptiveLogSoftmaxWithLoss(64, 20, 5, 10).tail().getLast().toString())
        .contains("Linear(64, 4");
    assertThatThrownBy(() -> new AdaptiveLogSoftmaxWithLoss(4, 7, 3, 3))
        .hasMessageContaining("cutoffs ascend from 1 to 6, but one is 3");
    assertThatThrownBy(() -> new AdaptiveLogSoftmaxWithLoss(4, 7))
        .hasMessageContaining("give at least one cutoff");
  }
}
