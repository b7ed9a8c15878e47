package kierkegrad.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import kierkegrad.data.Batch;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.loss.MSELoss;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.conv.Conv2d;
import kierkegrad.nn.dropout.Dropout;
import kierkegrad.nn.norm.BatchNorm1d;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LossSurfaceTest {
  private static final Tensor AXIS = Tensor.linspace(-1, 1, 5);

  /// One weight row (3, 4) on inputs (1, 0) and (0, 1) with targets 3 and 4: the loss is 0 at the
  /// centre, and half of the squared distance elsewhere.
  @Test
  void isABowlForALinearModel() {
    Linear model = linear();
    Batch batch =
        new Batch(Tensor.of(new double[] {1, 0, 0, 1}, 2, 2), Tensor.of(new double[] {3, 4}, 2, 1));
    List<Tensor> still =
        List.of(Tensor.zeros(DType.F64, model.bias().orElseThrow().value().shape()));
    Plane plane =
        new Plane(
            Plane.weights(model),
            List.of(Tensor.of(new double[] {1, 0}, 1, 2), still.getFirst()),
            List.of(Tensor.of(new double[] {0, 2}, 1, 2), still.getFirst()));

    LossSurface surface = LossSurface.of(model, new MSELoss(), batch, plane, AXIS, AXIS);

    double[] at = AXIS.toDoubleArray();
    for (int row = 0; row < 5; row++) {
      for (int column = 0; column < 5; column++) {
        double expected = (at[column] * at[column] + 4 * at[row] * at[row]) / 2;
        assertThat(surface.loss().get(row, column).item()).isCloseTo(expected, within(1e-15));
      }
    }
    assertThat(surface.center()).isZero();
  }

  private static Linear linear() {
    Linear model = new Linear(2, 1);
    model.to(DType.F64);
    model.weight().set(Tensor.of(new double[] {3, 4}, 1, 2));
    model.bias().orElseThrow().set(Tensor.zeros(1));
    return model;
  }

  /// With Dropout, running statistics and float32 numbers that no plane gives back exactly.
  @Test
  void leavesTheModelAsItWas() {
    Sequential model =
        Seed.use(
            Seed.of(3),
            () ->
                new Sequential(
                    new Linear(4, 8),
                    new BatchNorm1d(8),
                    new ReLU(),
                    new Dropout(0.5),
                    new Linear(8, 3)));
    Batch batch =
        new Batch(Tensor.randn(Seed.of(1), 6, 4), Tensor.of(new long[] {0, 1, 2, 0, 1, 2}));
    model.train();
    model.forward(batch.x());
    List<Tensor> before = model.state().values().stream().map(box -> box.value().copy()).toList();
    Plane plane = Plane.random(model, Seed.of(2));

    LossSurface surface = LossSurface.of(model, new CrossEntropyLoss(), batch, plane, AXIS, AXIS);

    List<Tensor> after = model.state().values().stream().map(box -> box.value().copy()).toList();
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i).toDoubleArray()).isEqualTo(before.get(i).toDoubleArray());
    }
    model.eval();
    double own = new CrossEntropyLoss().of(model.forward(batch.x()), batch.y()).item();
    assertThat(surface.center()).isCloseTo(own, within(1e-6));
    assertThat(surface.loss().get(2, 2).item()).isEqualTo(surface.center());
    assertThat(surface.loss().get(0, 0).item()).isNotEqualTo(surface.center());
  }

  @Test
  void leavesTheModelAsItWasAfterAnError() {
    Linear model = linear();
    Tensor wrong = Tensor.zeros(DType.F64, kierkegrad.tensor.Shape.of(7));
    Plane plane = new Plane(List.of(wrong, wrong), List.of(wrong, wrong), List.of(wrong, wrong));
    Batch batch = new Batch(Tensor.zeros(1, 2).to(DType.F64), Tensor.zeros(1, 1).to(DType.F64));
    assertThatThrownBy(() -> LossSurface.of(model, new MSELoss(), batch, plane, AXIS, AXIS))
        .hasMessageContaining("weight");
    assertThat(model.weight().value().toDoubleArray()).containsExactly(3, 4);
  }

  /// Every row of a linear layer and every filter of a convolution is as long as the model's.
  @Test
  void filtersHaveTheLengthOfTheModels() {
    Sequential model =
        Seed.use(Seed.of(5), () -> new Sequential(new Conv2d(2, 3, 3), new Linear(4, 2)));
    Plane plane = Plane.random(model, Seed.of(6));
    assertThat(plane.u().get(0).toDoubleArray()).isNotEqualTo(plane.v().get(0).toDoubleArray());
    for (List<Tensor> direction : List.of(plane.u(), plane.v())) {
      assertThat(lengths(direction.get(0)))
          .containsExactly(lengths(plane.center().get(0)), within(1e-12));
      assertThat(lengths(direction.get(2)))
          .containsExactly(lengths(plane.center().get(2)), within(1e-12));
      assertThat(direction.get(1).toDoubleArray()).containsOnly(0);
      assertThat(direction.get(3).toDoubleArray()).containsOnly(0);
    }
  }

  private static double[] lengths(Tensor weight) {
    int rows = weight.size(0);
    double[] all = weight.toDoubleArray();
    double[] lengths = new double[rows];
    for (int i = 0; i < all.length; i++) {
      lengths[i / (all.length / rows)] += all[i] * all[i];
    }
    for (int i = 0; i < rows; i++) {
      lengths[i] = Math.sqrt(lengths[i]);
    }
    return lengths;
  }

  @Test
  void aModelOfBiasesOnlyHasNoPlane() {
    assertThatThrownBy(() -> Plane.random(new BatchNorm1d(3), Seed.of(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no weight of two dimensions");
  }
}
