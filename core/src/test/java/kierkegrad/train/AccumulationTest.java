package kierkegrad.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.data.Dataset;
import kierkegrad.data.Loader;
import kierkegrad.data.TensorDataset;
import kierkegrad.loss.MSELoss;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Parameter;
import kierkegrad.optim.SGD;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccumulationTest {
  private static final Dataset ROWS =
      new TensorDataset(
          Tensor.linspace(-1, 1, 24).reshape(12, 2), Tensor.linspace(2, -3, 12).reshape(12, 1));

  private static Linear model() {
    Linear model = new Linear(2, 1);
    model.to(DType.F64);
    model.weight().set(Tensor.of(new double[][] {{0.5, -0.25}}));
    model.bias().orElseThrow().set(Tensor.of(new double[] {0.1}));
    return model;
  }

  private static double[] numbers(Linear model) {
    List<Double> all = new ArrayList<>();
    for (Parameter p : model.parameters()) {
      for (double x : p.value().toDoubleArray()) {
        all.add(x);
      }
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] trained(int rows, int accumulate, boolean compiled, double limit) {
    Linear model = model();
    SGD optimizer = new SGD(model.parameters(), new SGD.Options(0.1).withMomentum(0.9));
    TrainerBuilder builder =
        Trainer.of(model, new MSELoss(), optimizer)
            .epochs(3)
            .clipNorm(limit)
            .accumulate(accumulate);
    (compiled ? builder.compiled() : builder).build().fit(new Loader(ROWS, rows));
    return numbers(model);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isALargeBatch(boolean compiled) {
    for (double limit : new double[] {0.5, 100}) {
      assertThat(trained(2, 3, compiled, limit))
          .containsExactly(trained(6, 1, compiled, limit), within(1e-14));
    }
  }

  /// Twelve rows in batches of four: two of them, and then one alone.
  @Test
  void updatesByWhatIsLeft() {
    List<Boolean> changed = new ArrayList<>();
    Linear model = model();
    SGD optimizer = new SGD(model.parameters(), 0.1);
    Trainer.of(model, new MSELoss(), optimizer)
        .accumulate(2)
        .callback(
            new Callback() {
              @Override
              public void onStep(Step step) {
                changed.add(model.weight().version() > changed.stream().filter(c -> c).count() + 1);
              }
            })
        .build()
        .fit(new Loader(ROWS, 4));

    assertThat(changed).containsExactly(false, true, false);
    // Once to start with, after the second batch, and at the end.
    assertThat(model.weight().version()).isEqualTo(3);
  }

  @Test
  void wantsABatch() {
    assertThatThrownBy(() ->
            Trainer.of(model(), new MSELoss(), new SGD(model().parameters(), 1)).accumulate(0))
        .hasMessage("trainer: an update after 0 batches; use 1 or more");
  }
}
