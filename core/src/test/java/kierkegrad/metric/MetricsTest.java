package kierkegrad.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import kierkegrad.data.Dataset;
import kierkegrad.data.TensorDataset;
import kierkegrad.loss.MSELoss;
import kierkegrad.nn.Identity;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.Evaluation;
import kierkegrad.train.Score;
import org.junit.jupiter.api.Test;

class MetricsTest {
  /// Five rows: truth a a b b b, taken for a b b b a.
  private static final Tensor SCORES =
      Tensor.of(new float[][] {{2, 1}, {0, 1}, {-3, -2}, {0, 9}, {1, 0}});

  private static final Tensor TRUTH = Tensor.of(new long[] {0, 0, 1, 1, 1});

  @Test
  void countsWhatWasTakenForWhat() {
    ConfusionMatrix confusion = ConfusionMatrix.of(SCORES, TRUTH);

    assertThat(confusion.count(0, 0)).isEqualTo(1);
    assertThat(confusion.count(0, 1)).isEqualTo(1);
    assertThat(confusion.count(1, 0)).isEqualTo(1);
    assertThat(confusion.count(1, 1)).isEqualTo(2);
    assertThat(confusion.accuracy()).isEqualTo(0.6);
    assertThat(confusion.plus(confusion).count(1, 1)).isEqualTo(4);
    assertThat(ConfusionMatrix.empty(2).plus(confusion).total()).isEqualTo(5);
  }

  @Test
  void printsAnAlignedTable() {
    assertThat(ConfusionMatrix.of(SCORES, TRUTH).table(List.of("setosa", "oak")))
        .isEqualTo(
            """
            truth \\ predicted  setosa  oak
            setosa                  1    1
            oak                     1    2
            """);
  }

  @Test
  void leavesIgnoredRowsOut() {
    Tensor truth = Tensor.of(new long[] {0, -100, 1, 1, -100});
    assertThat(ConfusionMatrix.of(SCORES, truth).total()).isEqualTo(3);
    assertThat(ConfusionMatrix.of(SCORES, truth).accuracy()).isEqualTo(1);
  }

  @Test
  void namesAClassThatDoesNotFit() {
    Tensor truth = Tensor.of(new long[] {0, 2, 1, 1, 0});
    assertThatThrownBy(() -> ConfusionMatrix.of(SCORES, truth))
        .hasMessageContaining("class number 2 does not fit the 2 scores per row");
  }

  /// By hand: errors 1, 0, −2 give rmse √(5/3); the targets 1, 2, 6 have the mean 3 and Σ(y − ȳ)² =
  /// 4 + 1 + 9 = 14, so r² = 1 − 5/14.
  @Test
  void measuresErrorsOfValues() {
    Tensor target = Tensor.of(new float[] {1, 2, 6}, 3, 1);
    Tensor prediction = Tensor.of(new float[] {0, 2, 8}, 3, 1);

    Score.Regression score = Score.Regression.of(prediction, target);

    assertThat(score.rmse()).isCloseTo(Math.sqrt(5.0 / 3), within(1e-12));
    assertThat(score.r2()).isCloseTo(1 - 5.0 / 14, within(1e-12));
  }

  /// scikit-learn's rule: a constant column that is met is worth 1, one that is missed 0.
  @Test
  void knowsConstantColumns() {
    Tensor target = Tensor.of(new float[][] {{1, 5}, {2, 5}, {3, 5}});
    Tensor missed = Tensor.of(new float[][] {{1, 5}, {2, 5}, {3, 6}});
    assertThat(Score.Regression.of(target, target).r2()).isEqualTo(1);
    assertThat(Score.Regression.of(missed, target).r2()).isEqualTo(0.5);
  }

  /// Batches of 2, 2 and 1 with squared errors 1, 1 | 4, 4 | 9: the mean over rows is 19/5, not the
  /// mean of the batches' means.
  @Test
  void weightsTheLossByRows() {
    Dataset data =
        new TensorDataset(Tensor.of(new float[] {1, 1, 2, 2, 3}, 5, 1), Tensor.zeros(5, 1));

    Evaluation evaluation = Evaluation.of(new Identity(), new MSELoss(), data, 2);

    assertThat(evaluation.rows()).isEqualTo(5);
    assertThat(evaluation.loss()).isCloseTo(19.0 / 5, within(1e-6));
    assertThat(evaluation.accuracy()).isEmpty();
    assertThat(evaluation.score()).isInstanceOf(Score.Regression.class);
  }
}
