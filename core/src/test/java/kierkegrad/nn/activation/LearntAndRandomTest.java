package kierkegrad.nn.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import kierkegrad.grad.Grad;
import kierkegrad.graph.Graph;
import kierkegrad.nn.Layer;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// Activations with a weight, a source of chance or a dimension.
class LearntAndRandomTest {
  @Test
  void aPreluHasASlopePerChannel() {
    PReLU layer = new PReLU(2, 0.5);
    layer.weight().set(Tensor.of(new float[] {0.5f, 0.1f}));
    Tensor x = Tensor.full(DType.F32, Shape.of(1, 2, 3), -2);
    assertThat(layer.state().keySet()).containsExactly("weight");
    assertThat(layer.forward(x).toFloatArray()).containsExactly(-1, -1, -1, -0.2f, -0.2f, -0.2f);
    assertThat(layer.forward(x).sum().backward().of(layer.weight()).toFloatArray())
        .containsExactly(-6, -6);
    assertThatThrownBy(() -> layer.forward(Tensor.ones(2, 3)))
        .hasMessageContaining("prelu: 2 slopes do not fit [2, 3], which has 3 channels");
  }

  @Test
  void anRreluDrawsSlopesInTrainingOnly() {
    RReLU layer = new RReLU(0.2, 0.4);
    Tensor x = Tensor.full(DType.F64, Shape.of(1000), -1);
    Tensor y = Seed.use(Seed.of(1), () -> layer.forward(x));
    assertThat(y.max().item()).isBetween(-0.21, -0.2);
    assertThat(y.min().item()).isBetween(-0.4, -0.39);
    assertThat(y.mean().item()).isCloseTo(-0.3, within(0.01));
    Graph graph = Graph.of(in -> layer.forward(in.getFirst()), x);
    Tensor traced = Seed.use(Seed.of(1), () -> graph.run(x).getFirst());
    assertThat(traced.sameBits(y)).isTrue();
    layer.eval();
    assertThat(layer.forward(x).mean().item()).isCloseTo(-0.3, within(1e-15));
    assertThatThrownBy(() -> new RReLU(2, 1)).hasMessage("rrelu: lower 2.0 is above upper 1.0");
  }

  @Test
  void aGluHalvesItsDimension() {
    Tensor x = Tensor.of(new double[] {3, 5, 0, Math.log(3)}, 1, 4);
    assertThat(new GLU().forward(x).toDoubleArray())
        .containsExactly(new double[] {1.5, 3.75}, within(1e-15));
    assertThatThrownBy(() -> new GLU(0).forward(x))
        .hasMessageContaining("glu: dimension 0 of [1, 4] has no two halves");
  }

  @Test
  void softmaxesOfChannelsAndOfNegatedNumbers() {
    Tensor x = Tensor.of(new double[] {0, 0, Math.log(3), 0}, 1, 2, 1, 2);
    assertThat(new Softmax2d().forward(x).toDoubleArray())
        .containsExactly(new double[] {0.25, 0.5, 0.75, 0.5}, within(1e-15));
    assertThat(new Softmin(1).forward(x).toDoubleArray())
        .containsExactly(new double[] {0.75, 0.5, 0.25, 0.5}, within(1e-15));
    assertThatThrownBy(() -> new Softmax2d().forward(Tensor.ones(2, 3)))
        .hasMessageContaining("softmax2d: [2, 3] is no image");
  }

  @Test
  void eachIsOneOperationAndItsGradientAnother() {
    List<Layer> layers =
        List.of(
            new ELU(),
            new CELU(),
            new SELU(),
            new SiLU(),
            new Mish(),
            new LogSigmoid(),
            new ReLU6(),
            new Hardsigmoid(),
            new Hardswish(),
            new Hardtanh(),
            new Tanhshrink(),
            new Softsign(),
            new Softplus(2, 10),
            new Softshrink(),
            new Hardshrink(),
            new Threshold(0.1, 0));
    Tensor x = Tensor.of(new double[] {-0.7, 0.9}).tracked();
    for (Layer layer : layers) {
      Tensor y = layer.forward(x);
      assertThat(y.inputs()).as("%s", layer).containsExactly(x);
      Tensor gradient = Grad.of(y.sum(), x).getFirst();
      assertThat(gradient.op().orElseThrow().opName())
          .isEqualTo(y.op().orElseThrow().opName() + "_backward");
    }
  }

  @Test
  void printLikePyTorch() {
    assertThat(
            List.of(
                    new ELU(),
                    new CELU(),
                    new SELU(),
                    new SiLU(),
                    new Mish(),
                    new LogSigmoid(),
                    new ReLU6(),
                    new Hardsigmoid(),
                    new Hardswish(),
                    new Hardtanh(),
                    new Tanhshrink(),
                    new Softsign(),
                    new Softshrink(),
                    new Hardshrink(),
                    new Threshold(1, 2),
                    new GLU(),
                    new Softmin(1),
                    new Softmax2d(),
                    new PReLU(3),
                    new RReLU())
                .toString())
        .isEqualTo(
            "[ELU(alpha=1.0), CELU(alpha=1.0), SELU(), SiLU(), Mish(), LogSigmoid(), ReLU6(), "
                + "Hardsigmoid(), Hardswish(), Hardtanh(min_val=-1.0, max_val=1.0), Tanhshrink(), "
                + "Softsign(), Softshrink(0.5), Hardshrink(0.5), "
                + "Threshold(threshold=1.0, value=2.0), GLU(dim=-1), Softmin(dim=1), Softmax2d(), "
                + "PReLU(num_parameters=3), RReLU(lower=0.125, upper=0.3333333333333333)]");
  }

  @Test
  void optionsOutOfRangeAreNamed() {
    assertThatThrownBy(() -> new CELU(0)).hasMessageContaining("celu: alpha = 0 divides by 0");
    assertThatThrownBy(() -> new Hardtanh(1, 1)).hasMessageContaining("maxVal 1.0 is not above");
    assertThatThrownBy(() -> new Softshrink(-1)).hasMessageContaining("softshrink: lambda -1.0");
  }
}
