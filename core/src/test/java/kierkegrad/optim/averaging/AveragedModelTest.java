package kierkegrad.optim.averaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.norm.BatchNorm1d;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class AveragedModelTest {
  private static void set(Linear layer, double value) {
    layer.weight().set(Tensor.full(DType.F32, Shape.of(1, 1), value));
  }

  @Test
  void averagesEqually() {
    Linear model = new Linear(1, 1, false);
    AveragedModel averaged = new AveragedModel(new Linear(1, 1, false));
    for (double value : new double[] {3, 6, 12}) {
      set(model, value);
      averaged.updateParameters(model);
    }
    assertThat(averaged.forward(Tensor.ones(1, 1)).item()).isEqualTo(7);
    assertThat(averaged.averaged()).isEqualTo(3);
    assertThat(averaged.state()).containsOnlyKeys("n_averaged", "module.weight");
    assertThat(averaged).hasToString("AveragedModel(" + averaged.module() + ")");
  }

  @Test
  void letsOldOnesFade() {
    Linear model = new Linear(1, 1, false);
    AveragedModel averaged = new AveragedModel(new Linear(1, 1, false), Averaging.ema(0.75));
    for (double value : new double[] {4, 8, 16}) {
      set(model, value);
      averaged.updateParameters(model);
    }
    assertThat(averaged.forward(Tensor.ones(1, 1)).item()).isEqualTo(0.75 * 5 + 0.25 * 16);
    assertThatThrownBy(() -> Averaging.ema(1.5)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void wantsTwoModelsOfOneKind() {
    Linear model = new Linear(1, 1, false);
    assertThatThrownBy(() -> new AveragedModel(new Linear(2, 1)).updateParameters(model))
        .hasMessageContaining("use two models of the same kind");
    assertThatThrownBy(() -> new AveragedModel(model).updateParameters(model))
        .hasMessageContaining("use two models of the same kind");
  }

  @Test
  void makesRunningStatisticsAnew() {
    BatchNorm1d norm = new BatchNorm1d(1);
    Sequential model = new Sequential(norm);
    norm.runningMean().orElseThrow().set(Tensor.full(DType.F32, Shape.of(1), 9));
    model.eval();
    AveragedModel.updateBatchNorm(
        List.of(Tensor.of(new float[][] {{1}, {3}}), Tensor.of(new float[][] {{4}, {8}})), model);

    assertThat(norm.runningMean().orElseThrow().value().item()).isEqualTo(4);
    assertThat(norm.runningVariance().orElseThrow().value().item()).isEqualTo(5);
    // Evaluation again: one row, which training could not bear.
    assertThat(model.forward(Tensor.of(new float[][] {{4}})).item()).isCloseTo(0, within(1e-6));
    model.train();
    model.forward(Tensor.of(new float[][] {{4}, {4}}));
    assertThat(norm.runningVariance().orElseThrow().value().item()).isEqualTo(4.5);
    AveragedModel.updateBatchNorm(List.of(), new Linear(1, 1));
  }
}
