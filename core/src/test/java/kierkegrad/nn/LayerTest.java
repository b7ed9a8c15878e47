package kierkegrad.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.grad.Gradients;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.activation.Tanh;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LayerTest {
  record Mlp(Linear fc1, Linear fc2) implements Layer {
    Mlp(int in, int hidden, int out) {
      this(new Linear(in, hidden), new Linear(hidden, out));
    }

    @Override
    public Tensor forward(Tensor x) {
      return fc2.forward(fc1.forward(x).relu());
    }
  }

  record Scaled(
      Mlp body,
      List<Layer> blocks,
      Map<String, Layer> heads,
      Optional<Parameter> scale,
      Buffer mean,
      String note)
      implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return x;
    }
  }

  private static Map<String, Tensor> copy(Layer layer) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    layer.state().forEach((name, box) -> values.put(name, box.value().copy()));
    return values;
  }

  @Test
  void namesItsStateAsPyTorchDoes() {
    SequencedMap<String, Layer> heads = new LinkedHashMap<>();
    heads.put("left", new Linear(2, 1));
    heads.put("right", new Linear(2, 1, false));
    Layer model =
        new Scaled(
            new Mlp(4, 3, 2),
            List.of(new Linear(2, 2), new ReLU(), new Sequential(new Tanh(), new Linear(2, 2))),
            heads,
            Optional.of(new Parameter(Tensor.ones(1))),
            new Buffer(Tensor.zeros(4)),
            "no part of the state");

    assertThat(model.state().keySet())
        .containsExactly(
            "body.fc1.weight",
            "body.fc1.bias",
            "body.fc2.weight",
            "body.fc2.bias",
            "blocks.0.weight",
            "blocks.0.bias",
            "blocks.2.1.weight",
            "blocks.2.1.bias",
            "heads.left.weight",
            "heads.left.bias",
            "heads.right.weight",
            "scale",
            "mean");
    assertThat(model.parameters()).hasSize(12).noneMatch(p -> p.name().equals("mean"));
    assertThat(model.parameterCount())
        .isEqualTo((4 * 3 + 3) + (3 * 2 + 2) + 2 * (2 * 2 + 2) + (2 + 1) + 2 + 1);
  }

  @Test
  void countsASharedParameterOnce() {
    Linear shared = new Linear(3, 3);
    Layer model = new Sequential(shared, new ReLU(), shared);

    assertThat(model.parameters()).containsExactly(shared.weight(), shared.bias().orElseThrow());
    assertThat(model.parameterCount()).isEqualTo(12);
    assertThat(model.state().keySet()).containsExactly("0.weight", "0.bias", "2.weight", "2.bias");
  }

  @Test
  void sumsTheGradientsOfASharedParameter() {
    Parameter w = new Parameter(Tensor.of(new double[][] {{3}}));
    Linear shared = new Linear(w, Optional.empty());
    Tensor y = new Sequential(shared, shared).forward(Tensor.of(new double[][] {{5}}));

    assertThat(y.item()).isEqualTo(45); // w² · x
    assertThat(y.backward().of(w).item()).isEqualTo(30); // 2 · w · x
  }

  @Test
  void freezesAParameter() {
    Mlp model = new Mlp(4, 3, 2);
    model.fc1().weight().freeze();
    Gradients gradients = model.forward(Tensor.ones(1, 4)).sum().backward();

    assertThat(gradients.find(model.fc1().weight())).isEmpty();
    assertThat(gradients.find(model.fc2().weight())).isPresent();
    model.fc1().weight().unfreeze();
    assertThat(model.forward(Tensor.ones(1, 4)).sum().backward().find(model.fc1().weight()))
        .isPresent();
  }

  @Test
  void changesTheTypeOfAllItsNumbers() {
    Mlp model = new Mlp(4, 3, 2);
    model.fc1().weight().freeze();
    model.to(DType.F64);
    Tensor y = model.forward(Tensor.ones(1, 4).to(DType.F64));

    assertThat(y.dtype()).isEqualTo(DType.F64);
    assertThat(model.fc1().weight().isFrozen()).isTrue();
    assertThat(y.sum().backward().of(model.fc2().weight()).dtype()).isEqualTo(DType.F64);
  }

  @Test
  void takesUpASavedState() {
    Mlp saved = Seed.use(Seed.of(1), () -> new Mlp(4, 3, 2));
    Mlp model = Seed.use(Seed.of(2), () -> new Mlp(4, 3, 2));
    Tensor x = Tensor.randn(Seed.of(3), 5, 4);
    assertThat(model.forward(x).sameBits(saved.forward(x))).isFalse();

    model.load(copy(saved));

    assertThat(model.forward(x).sameBits(saved.forward(x))).isTrue();
    copy(model)
        .forEach((name, value) ->
            assertThat(value.sameBits(saved.state().get(name).value())).as(name).isTrue());
  }

  @Test
  void refusesAStateThatDoesNotFitAndChangesNothing() {
    Mlp model = new Mlp(4, 3, 2);
    Map<String, Tensor> before = copy(model);
    Map<String, Tensor> values = new LinkedHashMap<>(copy(new Mlp(4, 3, 2)));
    values.remove("fc2.bias");
    values.put("fc3.bias", Tensor.zeros(2));
    values.put("fc2.weight", Tensor.zeros(3, 2));

    assertThatThrownBy(() -> model.load(values))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the saved state does not fit the model: missing [fc2.bias]; unknown [fc3.bias]; "
                + "fc2.weight is [3, 2], the model has [2, 3]");
    before.forEach((name, value) ->
        assertThat(value.sameBits(model.state().get(name).value())).as(name).isTrue());
  }

  @Test
  void namesThePlaceOfAWidthThatDoesNotFit() {
    Mlp model = new Mlp(new Linear(4, 3), new Linear(4, 2));
    assertThat(model.parameters()).hasSize(4); // the parameters take on their names

    assertThatThrownBy(() -> model.forward(Tensor.ones(32, 4)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "linear fc2: expects 4 input features, got [32, 3] from relu;"
                + " is the layer before it 3 wide?");
    assertThatThrownBy(() -> new Linear(4, 3).forward(Tensor.ones(2)))
        .hasMessage("linear: expects 4 input features, got [2]; is the layer before it 2 wide?");
  }

  @Test
  void keepsItsNameInTheModelWhenAPartIsAskedAlone() {
    Mlp model = new Mlp(4, 3, 2);
    List<Parameter> all = model.parameters();
    List<Parameter> part = model.fc2().parameters();

    assertThat(part.getFirst()).isSameAs(all.get(2));
    assertThat(part.getFirst().name()).isEqualTo("fc2.weight");
    assertThat(new Sequential(model.fc2()).parameters().getFirst().name()).isEqualTo("0.weight");
  }

  @Test
  void saysWhichParameterCannotTakeAValue() {
    Mlp model = new Mlp(4, 3, 2);
    Parameter bias = (Parameter) model.state().get("fc1.bias");

    assertThatThrownBy(() -> bias.set(Tensor.zeros(4)))
        .hasMessage("fc1.bias: holds [3], cannot take [4]");
  }

  @Test
  void keepsItsOwnCopyOfTheFirstValue() {
    Parameter first = new Parameter(Tensor.ones(2));
    Parameter second = new Parameter(first.value());
    first.set(Tensor.zeros(2));

    assertThat(second.value().toFloatArray()).containsExactly(1, 1);
    assertThat(second.version()).isZero();
    assertThat(first.version()).isEqualTo(1);
  }

  @Test
  void printsItsParts() {
    assertThat(new Sequential(new Linear(4, 3), new ReLU(), new Linear(3, 2, false)))
        .hasToString("Sequential(Linear(4, 3), ReLU(), Linear(3, 2, bias=false))");
    assertThat(new Mode()).hasToString("training");
  }

  @Test
  void aLambdaIsALayerWithoutState() {
    Layer square = Tensor::square;

    assertThat(square.state()).isEmpty();
    assertThat(new Sequential(new Linear(2, 2), square).parameters()).hasSize(2);
  }
}
