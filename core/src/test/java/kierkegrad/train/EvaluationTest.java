package kierkegrad.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.data.TensorDataset;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.loss.Loss;
import kierkegrad.loss.MSELoss;
import kierkegrad.loss.Reduction;
import kierkegrad.nn.Layer;
import kierkegrad.random.Seed;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {
  /// Gives its input.
  record Same() implements Layer {
    @Override
    public Tensor forward(Tensor x) {
      return x;
    }
  }

  /// Logits (ln 3, 0), so p = (¾, ¼), for classes 0, 0, 0, 1 with weights 1 and 5. By hand: the
  /// losses are 3·ln(4/3) and 5·ln 4, and the weights are 8 together. (In batches of two, weighted
  /// by rows, it would be ½·ln(4/3) + ½·(ln(4/3) + 5·ln 4)/6 instead.)
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void aWeightedLossIsThatOfAllRowsTogether(int batchSize) {
    float ln3 = (float) Math.log(3);
    Tensor x = Tensor.of(new float[] {ln3, 0, ln3, 0, ln3, 0, ln3, 0}, 4, 2);
    TensorDataset data = new TensorDataset(x, Tensor.of(new long[] {0, 0, 0, 1}));
    Loss weighted = new CrossEntropyLoss().withWeight(Tensor.of(new float[] {1, 5}));
    double byHand = (3 * Math.log(4.0 / 3) + 5 * Math.log(4)) / 8;

    assertThat(Evaluation.of(new Same(), weighted, data, batchSize).loss())
        .isCloseTo(byHand, within(1e-7));
    Loss sum = new CrossEntropyLoss().withReduction(Reduction.SUM);
    assertThat(Evaluation.of(new Same(), sum, data, batchSize).loss())
        .isCloseTo(3 * Math.log(4.0 / 3) + Math.log(4), within(1e-6));
    Loss ignoring = new CrossEntropyLoss().withIgnoreIndex(0);
    assertThat(Evaluation.of(new Same(), ignoring, data, batchSize).loss())
        .isCloseTo(Math.log(4), within(1e-6));
  }

  /// 20,000 squares in float32, whose mean in double is the reference.
  @Test
  void manyRowsLoseNoDigits() {
    Tensor x = Tensor.randn(Seed.of(1), 20_000, 1);
    double mean = 0;
    for (float value : x.toFloatArray()) {
      mean += (double) value * value / 20_000;
    }
    TensorDataset data = new TensorDataset(x, Tensor.zeros(20_000, 1));
    assertThat(Evaluation.of(new Same(), new MSELoss(), data).loss()).isCloseTo(mean, within(2e-7));
  }

  @Test
  void showsEveryBatchInOrder() {
    TensorDataset data =
        new TensorDataset(Tensor.randn(Seed.of(1), 1500, 1), Tensor.zeros(1500, 1));
    List<Integer> rows = new ArrayList<>();
    Evaluation.of(new Same(), new MSELoss(), data, (batch, prediction) -> rows.add(batch.rows()));
    assertThat(rows).containsExactly(1024, 476);
  }
}
