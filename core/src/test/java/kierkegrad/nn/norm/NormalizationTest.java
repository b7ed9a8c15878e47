package kierkegrad.nn.norm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import kierkegrad.grad.Grad;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.random.Philox;
import kierkegrad.random.Sampling;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class NormalizationTest {
  private static final double R = Math.sqrt(1.5);

  /// (1, 2, 3) has the mean 2 and the variance 2/3, (0, 0, 6) the mean 2 and the variance 8.
  @Test
  void layerNormCentresAndScalesRows() {
    LayerNorm norm =
        new LayerNorm(
            Shape.of(3),
            0,
            Optional.of(new Parameter(Tensor.of(new double[] {1, 10, 100}))),
            Optional.of(new Parameter(Tensor.of(new double[] {0, 0, 5}))));
    Tensor x = Tensor.of(new double[][] {{1, 2, 3}, {0, 0, 6}});

    assertThat(norm.forward(x).toDoubleArray())
        .containsExactly(
            new double[] {
              -R, 0, 100 * R + 5, -Math.sqrt(0.5), -10 * Math.sqrt(0.5), 100 * Math.sqrt(2) + 5
            },
            within(1e-12));
  }

  /// y = x̂·w + b: dC/dw sums g·x̂, dC/db sums g, and dC/dx has no part along 1 nor along x̂.
  @Test
  void layerNormHasTheThreeGradients() {
    Tensor x = Tensor.of(new double[][] {{1, 2, 3}, {0, 0, 6}}).tracked();
    Tensor w = Tensor.of(new double[] {1, 10, 100}).tracked();
    Tensor b = Tensor.of(new double[] {0, 0, 5}).tracked();
    Tensor g = Tensor.of(new double[][] {{1, 2, 0.5}, {-1, 0, 3}});
    var gradients = Grad.of(x.layerNorm(w, b, 0).mul(g).sum(), x, w, b);

    assertThat(gradients.get(1).toDoubleArray())
        .containsExactly(
            new double[] {-R + Math.sqrt(0.5), 0, 0.5 * R + 3 * Math.sqrt(2)}, within(1e-12));
    assertThat(gradients.get(2).toDoubleArray()).containsExactly(0, 2, 3.5);
    double[] dx = gradients.getFirst().toDoubleArray();
    assertThat(dx[0] + dx[1] + dx[2]).isCloseTo(0, within(1e-10));
    assertThat(dx[2] - dx[0]).isCloseTo(0, within(1e-10));
    // h = (1, 20, 50): h − mean h = (−68/3, −11/3, 79/3), less its half difference 24.5 along x̂.
    assertThat(dx[1]).isCloseTo(R * -11 / 3, within(1e-10));
  }

  @Test
  void layerNormGoesWithoutWeightOrBias() {
    Tensor x = Tensor.of(new double[][] {{1, 2, 3}});
    LayerNorm bare = new LayerNorm(Shape.of(3), 0, false, true);
    LayerNorm weighted = new LayerNorm(Shape.of(3), 0, true, false);

    assertThat(bare.state()).isEmpty();
    assertThat(weighted.state().keySet()).containsExactly("weight");
    assertThat(bare.forward(x).toDoubleArray())
        .containsExactly(new double[] {-R, 0, R}, within(1e-12));
    assertThat(weighted.forward(x).sameBits(bare.forward(x))).isTrue();
    assertThat(bare).hasToString("LayerNorm([3], eps=0.0, elementwiseAffine=false)");
    assertThat(weighted).hasToString("LayerNorm([3], eps=0.0, bias=false)");
    assertThat(new LayerNorm(4, 3)).hasToString("LayerNorm([4, 3], eps=1.0E-5)");
  }

  @Test
  void layerNormNamesWhatDoesNotFit() {
    assertThatThrownBy(() -> new LayerNorm(2, 3).forward(Tensor.ones(4, 3)))
        .hasMessage("layer_norm: normalises the last dimensions [2, 3], got [4, 3]");
    record Model(LayerNorm norm) implements Layer {
      @Override
      public Tensor forward(Tensor x) {
        return norm.forward(x);
      }
    }
    Model model = new Model(new LayerNorm(3));
    assertThat(model.state().keySet()).containsExactly("norm.weight", "norm.bias");
    assertThatThrownBy(() -> model.forward(Tensor.ones(4)))
        .hasMessage("layer_norm norm: normalises the last dimensions [3], got [4]");
  }

  /// Channel 0 holds 1, 3, 5, 7: mean 4, variance 5, of all but one 20/3. Channel 1 holds only 2.
  @Test
  void batchNormTakesTheBatchInTrainingAndTheRunningNumbersInEvaluation() {
    BatchNorm1d norm = new BatchNorm1d(2);
    norm.to(DType.F64);
    Tensor x = Tensor.of(new double[] {1, 3, 2, 2, 5, 7, 2, 2}, 2, 2, 2);
    double r = 1 / Math.sqrt(5 + 1e-5);

    assertThat(norm.forward(x).toDoubleArray())
        .containsExactly(new double[] {-3 * r, -r, 0, 0, r, 3 * r, 0, 0}, within(1e-12));
    double[] mean = {0.4, 0.2};
    double[] variance = {0.9 + 0.1 * 20 / 3, 0.9};
    assertThat(norm.runningMean().orElseThrow().value().toDoubleArray())
        .containsExactly(mean, within(1e-12));
    assertThat(norm.runningVariance().orElseThrow().value().toDoubleArray())
        .containsExactly(variance, within(1e-12));

    norm.eval();
    double[] y = norm.forward(x).toDoubleArray();
    assertThat(y[0]).isCloseTo((1 - 0.4) / Math.sqrt(variance[0] + 1e-5), within(1e-12));
    assertThat(y[2]).isCloseTo((2 - 0.2) / Math.sqrt(variance[1] + 1e-5), within(1e-12));
    assertThat(norm.runningMean().orElseThrow().value().toDoubleArray())
        .as("evaluation does not learn")
        .containsExactly(mean, within(1e-12));
    assertThat(norm.state().keySet())
        .containsExactly("weight", "bias", "running_mean", "running_var", "num_batches_tracked");
    assertThat(norm.state().get("num_batches_tracked").value().itemLong()).isEqualTo(1);
  }

  @Test
  void withoutMomentumTheRunningMeanIsTheMeanOverAllBatches() {
    BatchNorm1d norm = new BatchNorm1d(1, 1e-5, Optional.empty(), false, true);
    norm.forward(Tensor.of(new float[] {0, 2}, 2, 1));
    norm.forward(Tensor.of(new float[] {2, 6}, 2, 1));
    norm.forward(Tensor.of(new float[] {3, 9}, 2, 1));

    assertThat(norm.runningMean().orElseThrow().value().item()).isCloseTo(11 / 3.0, within(1e-6));
    // 2, 8 and 18 are the variances of all but one.
    assertThat(norm.runningVariance().orElseThrow().value().item())
        .isCloseTo(28 / 3.0, within(1e-5));
  }

  @Test
  void withoutRunningNumbersEvaluationTakesTheBatch() {
    BatchNorm1d norm = new BatchNorm1d(1, 1e-5, Optional.of(0.1), true, false);
    Tensor x = Tensor.of(new float[] {0, 2}, 2, 1);
    Tensor training = norm.forward(x);
    norm.eval();

    assertThat(norm.forward(x).sameBits(training)).isTrue();
    assertThat(norm.state().keySet()).containsExactly("weight", "bias");
  }

  /// Against plain loops over the same random numbers.
  @Test
  void batchNorm2dNormalisesChannelsOfImages() {
    long seed = 3;
    Tensor x = Sampling.normal(new Philox(seed), DType.F64, Shape.of(3, 2, 4, 5), 1, 2);
    Tensor g = Sampling.normal(new Philox(seed + 1), DType.F64, x.shape(), 0, 1);
    BatchNorm2d norm = new BatchNorm2d(2);
    norm.to(DType.F64);
    Tensor point = x.tracked();
    Tensor y = norm.forward(point);
    double[] dx = Grad.of(y.mul(g).sum(), point).getFirst().toDoubleArray();

    double[] in = x.toDoubleArray();
    double[] out = g.toDoubleArray();
    for (int c = 0; c < 2; c++) {
      double mean = 0;
      double gMean = 0;
      for (int i = 0; i < 60; i++) {
        mean += in[at(i, c)] / 60;
        gMean += out[at(i, c)] / 60;
      }
      double variance = 0;
      for (int i = 0; i < 60; i++) {
        variance += Math.pow(in[at(i, c)] - mean, 2) / 60;
      }
      double r = 1 / Math.sqrt(variance + 1e-5);
      double along = 0;
      for (int i = 0; i < 60; i++) {
        along += out[at(i, c)] * (in[at(i, c)] - mean) * r / 60;
      }
      for (int i = 0; i < 60; i++) {
        int k = at(i, c);
        double normal = (in[k] - mean) * r;
        assertThat(y.toDoubleArray()[k]).as("seed %d", seed).isCloseTo(normal, within(1e-12));
        assertThat(dx[k]).isCloseTo(r * (out[k] - gMean - normal * along), within(1e-12));
      }
    }
  }

  /// The i-th number of a channel of `[3, 2, 4, 5]`.
  private static int at(int i, int channel) {
    return i / 20 * 40 + channel * 20 + i % 20;
  }

  @Test
  void batchNormNamesWhatDoesNotFit() {
    assertThatThrownBy(() -> new BatchNorm2d(3).forward(Tensor.ones(2, 3, 4)))
        .hasMessage("batch_norm2d: expects [n, c, h, w], got [2, 3, 4]");
    assertThatThrownBy(() -> new BatchNorm2d(3).forward(Tensor.ones(2, 4, 4, 4)))
        .hasMessage("batch_norm2d: expects [n, 3, …], got [2, 4, 4, 4]");
    assertThatThrownBy(() -> new BatchNorm1d(3).forward(Tensor.ones(3)))
        .hasMessage("batch_norm1d: expects [n, c] or [n, c, l], got [3]");
    assertThatThrownBy(() -> new BatchNorm1d(3).forward(Tensor.ones(1, 3)))
        .hasMessageContaining("one value per channel, which has no variance");
    assertThat(new BatchNorm1d(3))
        .hasToString(
            "BatchNorm1d(3, eps=1.0E-5, momentum=0.1, affine=true, trackRunningStats=true)");
    BatchNorm2d mean = new BatchNorm2d(3, 1, Optional.empty(), false, false);
    assertThat(mean)
        .hasToString(
            "BatchNorm2d(3, eps=1.0, momentum=None, affine=false, trackRunningStats=false)");
    assertThat(mean.channels()).isEqualTo(3);
    assertThat(mean.eps()).isEqualTo(1);
    assertThat(mean.momentum()).isEmpty();
    assertThat(mean.weight()).isEmpty();
    assertThat(mean.bias()).isEmpty();
  }
}
