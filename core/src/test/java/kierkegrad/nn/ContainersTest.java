package kierkegrad.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.norm.BatchNorm3d;
import kierkegrad.nn.norm.InstanceNorm1d;
import kierkegrad.nn.norm.RunningNorm;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ContainersTest {
  @Test
  void aListNumbersItsLayers() {
    LayerList list = new LayerList(new Linear(4, 3), new ReLU());

    assertThat(list.state().keySet()).containsExactly("0.weight", "0.bias");
    assertThat(list).hasSize(2).contains(new ReLU());
    assertThat(list.size()).isEqualTo(2);
    assertThat(list.get(1)).isEqualTo(new ReLU());
    assertThat(list).hasToString("LayerList(Linear(4, 3), ReLU())");
    assertThatThrownBy(() -> list.forward(Tensor.ones(2, 4)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("use Sequential");
  }

  @Test
  void aDictNamesItsLayers() {
    Map<String, Layer> layers = new LinkedHashMap<>();
    layers.put("left", new Linear(4, 3, false));
    layers.put("right", new ReLU());
    LayerDict dict = new LayerDict(layers);
    layers.clear();

    assertThat(dict.state().keySet()).containsExactly("left.weight");
    assertThat(dict.size()).isEqualTo(2);
    assertThat(dict.get("right")).isEqualTo(new ReLU());
    assertThat(dict).hasToString("LayerDict(left=Linear(4, 3, bias=false), right=ReLU())");
    assertThatThrownBy(() -> dict.get("up"))
        .hasMessage("layer dict: has no up, only [left, right]");
    assertThatThrownBy(() -> dict.forward(Tensor.ones(4)))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void parametersStandInListsAndDicts() {
    ParameterList list = new ParameterList(new Parameter(Tensor.ones(2)));
    ParameterDict dict = new ParameterDict(Map.of("scale", new Parameter(Tensor.ones(3))));

    assertThat(list.state().keySet()).containsExactly("0");
    assertThat(list.get(0).value().shape().toArray()).containsExactly(2);
    assertThat(list.size()).isEqualTo(1);
    assertThat(dict.state().keySet()).containsExactly("scale");
    assertThat(dict.get("scale").value().shape().toArray()).containsExactly(3);
    assertThat(dict.size()).isEqualTo(1);
    assertThatThrownBy(() -> dict.get("shift")).hasMessageContaining("only [scale]");
    assertThatThrownBy(() -> list.forward(Tensor.ones(2))).hasMessageContaining("no function");
    assertThatThrownBy(() -> dict.forward(Tensor.ones(2))).hasMessageContaining("no function");
  }

  @Test
  void aLazyLayerIsMadeOfItsFirstInput() {
    Lazy lazy = new Lazy(x -> new Linear(x.size(-1), 3));
    assertThat(lazy.state()).isEmpty();
    assertThat(lazy).hasToString("Lazy()");

    assertThat(lazy.forward(Tensor.ones(2, 5)).shape().toArray()).containsExactly(2, 3);
    assertThat(lazy.state().keySet()).containsExactly("weight", "bias");
    assertThat(lazy.make(Tensor.ones(2, 7))).hasToString("Linear(5, 3)");
    assertThat(lazy).hasToString("Linear(5, 3)");
  }

  @Test
  void normsHaveTheStateNamesOfPyTorch() {
    assertThat(new BatchNorm3d(2).state().keySet())
        .containsExactly("weight", "bias", "running_mean", "running_var", "num_batches_tracked");
    assertThat(new InstanceNorm1d(2).state()).isEmpty();
  }

  /// The examples' means are 2 and 6, their variances 2 and 8: running ones move by a tenth.
  @Test
  void instanceNormRemembersTheMeansOfExamples() {
    RunningNorm norm = new InstanceNorm1d(1, 1e-5, Optional.of(0.1), false, true);
    Tensor y = norm.forward(Tensor.of(new float[] {1, 3, 4, 8}, 2, 1, 2));

    assertThat(y.toFloatArray()[1]).isCloseTo(1, within(1e-4f));
    assertThat(norm.runningMean().orElseThrow().value().item()).isCloseTo(0.4, within(1e-6));
    assertThat(norm.runningVariance().orElseThrow().value().item()).isCloseTo(1.4, within(1e-6));
    assertThat(norm.running().orElseThrow().batches().value().item()).isZero();
  }

  @Test
  void saysWhatDoesNotFit() {
    assertThatThrownBy(() -> new Unflatten(1, 4, 2).forward(Tensor.ones(2, 6)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("unflatten: dimension 1 of [2, 6] does not become [4, 2]");
    assertThatThrownBy(() -> new Bilinear(2, 3, 4).forward(Tensor.ones(5, 2), Tensor.ones(4, 3)))
        .hasMessage("bilinear: expects […, 2] and […, 3], got [5, 2] and [4, 3]");
    assertThatThrownBy(() -> new PixelShuffle(2).forward(Tensor.ones(1, 3, 2, 2)))
        .hasMessageContaining("with c·4, got [1, 3, 2, 2]");
    assertThatThrownBy(() -> new Upsample(2).forward(Tensor.ones(2, 3)))
        .hasMessageContaining("nearest takes tensors of 3 to 5 dimensions, got [2, 3]");
    assertThatThrownBy(() -> new InstanceNorm1d(2).forward(Tensor.ones(1, 2, 1)))
        .hasMessageContaining("one value per channel");
    assertThatThrownBy(() -> new BatchNorm3d(2).forward(Tensor.ones(1, 2, 1)))
        .hasMessage("batch_norm3d: expects [n, c, d, h, w], got [1, 2, 1]");
    assertThatThrownBy(() -> Tensor.ones(2, 3).flatten(1, 0)).hasMessageContaining("lies behind 0");
  }
}
