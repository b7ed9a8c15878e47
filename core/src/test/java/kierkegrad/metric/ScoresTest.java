package kierkegrad.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import kierkegrad.metric.ClassScores.ClassScore;
import kierkegrad.random.Generator;
import kierkegrad.random.Seed;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// The examples of scikit-learn's documentation, definitions written out, and closed forms.
class ScoresTest {
  private static final double[] SCORES = {0.1, 0.4, 0.35, 0.8};
  private static final boolean[] TRUTH = {false, false, true, true};

  /// `sklearn.metrics.roc_curve`.
  @Test
  void rocCurve() {
    RocCurve curve = RocCurve.of(SCORES, TRUTH);
    assertThat(curve.points())
        .containsExactly(
            new RocCurve.Point(Double.POSITIVE_INFINITY, 0, 0),
            new RocCurve.Point(0.8, 0, 0.5),
            new RocCurve.Point(0.4, 0.5, 0.5),
            new RocCurve.Point(0.35, 0.5, 1),
            new RocCurve.Point(0.1, 1, 1));
    assertThat(curve.area()).isEqualTo(0.75);
    assertThat(Metrics.rocAuc(new double[] {1, 2}, new boolean[] {true, true})).isNaN();
    assertThat(Metrics.rocAuc(new double[0], new boolean[0])).isNaN();
    assertThatThrownBy(() -> RocCurve.of(SCORES, new boolean[3]))
        .hasMessage("ROC curve: 4 predictions do not fit 3 true values");
    assertThatThrownBy(() -> RocCurve.of(new double[] {Double.NaN}, new boolean[1]))
        .hasMessage("ROC curve: value 0 is not a number");
  }

  /// `sklearn.metrics.precision_recall_curve` and `average_precision_score`.
  @Test
  void precisionRecallCurve() {
    PrecisionRecallCurve curve = PrecisionRecallCurve.of(SCORES, TRUTH);
    assertThat(curve.points().getFirst()).isEqualTo(new PrecisionRecallCurve.Point(0.8, 1, 0.5));
    assertThat(curve.points().getLast()).isEqualTo(new PrecisionRecallCurve.Point(0.1, 0.5, 1));
    assertThat(curve.averagePrecision()).isCloseTo(0.5 + 0.5 * 2 / 3, within(1e-15));
    // Trapezoids: ½·1, 0 and ½·(½ + ⅔)/2.
    assertThat(curve.area()).isCloseTo(0.5 + 0.5 * (0.5 + 2.0 / 3) / 2, within(1e-15));
    assertThat(Metrics.averagePrecision(new double[0], new boolean[0])).isNaN();
  }

  /// The chance that a positive row is above a negative one, counted pair by pair; scores of one
  /// digit have many ties.
  @Test
  void theAreaIsAChance() {
    Generator chance = Seed.of(3);
    for (int round = 0; round < 20; round++) {
      double[] scores = new double[60];
      boolean[] truth = new boolean[60];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = chance.nextBelow(10);
        truth[i] = chance.nextUniform() < 0.4;
      }
      double won = 0;
      int pairs = 0;
      double precisions = 0;
      int positives = 0;
      for (int i = 0; i < scores.length; i++) {
        int above = 0;
        int hits = 0;
        for (int j = 0; j < scores.length; j++) {
          if (truth[i] && !truth[j]) {
            won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
            pairs++;
          }
          above += scores[j] >= scores[i] ? 1 : 0;
          hits += scores[j] >= scores[i] && truth[j] ? 1 : 0;
        }
        precisions += truth[i] ? (double) hits / above : 0;
        positives += truth[i] ? 1 : 0;
      }
      assertThat(Metrics.rocAuc(scores, truth)).isCloseTo(won / pairs, within(1e-14));
      assertThat(Metrics.averagePrecision(scores, truth))
          .isCloseTo(precisions / positives, within(1e-14));
    }
  }

  /// Of two classes, one against the rest gives twice the same.
  @Test
  void oneAgainstTheRest() {
    double[][] rows = {{0.9, 0.1}, {0.6, 0.4}, {0.65, 0.35}, {0.2, 0.8}};
    assertThat(Metrics.rocAuc(rows, new int[] {0, 0, 1, 1})).isCloseTo(0.75, within(1e-15));
    assertThat(Metrics.averagePrecision(rows, new int[] {0, 0, 1, 1})).isBetween(0.8, 0.9);
    assertThat(Metrics.rocAuc(new double[0][], new int[0])).isNaN();
    assertThatThrownBy(() -> Metrics.rocAuc(rows, new int[] {0, 0, 1, 2}))
        .hasMessage("ROC AUC: class 2 does not fit the 2 scores of row 3");
  }

  /// `sklearn.metrics.precision_recall_fscore_support` of cat dog pig cat dog pig, taken for cat
  /// pig dog cat cat dog.
  @Test
  void precisionRecallAndF1() {
    ConfusionMatrix counts =
        ConfusionMatrix.of(new int[] {0, 2, 1, 0, 0, 1}, new int[] {0, 1, 2, 0, 1, 2}, 3);
    ClassScores scores = counts.scores();
    assertThat(scores.classes())
        .containsExactly(
            new ClassScore(2.0 / 3, 1, 0.8, 2),
            new ClassScore(0, 0, 0, 2),
            new ClassScore(0, 0, 0, 2));
    assertThat(scores.micro()).isEqualTo(new ClassScore(2.0 / 6, 2.0 / 6, 4.0 / 12, 6));
    assertThat(scores.macro().precision()).isCloseTo(2.0 / 9, within(1e-15));
    assertThat(scores.macro().recall()).isCloseTo(1.0 / 3, within(1e-15));
    assertThat(scores.macro().f1()).isCloseTo(0.8 / 3, within(1e-15));
    assertThat(scores.weighted().f1()).isCloseTo(0.8 / 3, within(1e-15));
  }

  /// Class 1 never occurs and is never predicted.
  @Test
  void undefinedScores() {
    ConfusionMatrix counts = ConfusionMatrix.of(new int[] {0, 2}, new int[] {0, 0}, 3);
    assertThat(counts.scores(1).classes().get(1)).isEqualTo(new ClassScore(1, 1, 1, 0));
    ClassScores without = counts.scores(Double.NaN);
    assertThat(without.classes().get(1).precision()).isNaN();
    assertThat(without.macro().precision()).isEqualTo(0.5);
    assertThat(without.macro().recall()).isEqualTo(0.5);
    assertThat(ConfusionMatrix.empty(2).scores(0.25).weighted().recall()).isEqualTo(0.25);
  }

  /// `sklearn.metrics.balanced_accuracy_score`, `matthews_corrcoef`,
  /// `confusion_matrix(normalize=…)`.
  @Test
  void matrixScores() {
    ConfusionMatrix counts =
        ConfusionMatrix.of(new int[] {0, 1, 0, 0, 0, 1}, new int[] {0, 1, 0, 0, 1, 0}, 2);
    assertThat(counts.balancedAccuracy()).isEqualTo(0.625);
    assertThat(counts.normalized(ConfusionMatrix.Share.OF_TRUTH)[0]).containsExactly(0.75, 0.25);
    assertThat(counts.normalized(ConfusionMatrix.Share.OF_PREDICTION)[1])
        .containsExactly(0.25, 0.5);
    assertThat(counts.normalized(ConfusionMatrix.Share.OF_ALL)[0])
        .containsExactly(3.0 / 6, 1.0 / 6);
    assertThat(ConfusionMatrix.empty(1).normalized(ConfusionMatrix.Share.OF_ALL)[0])
        .containsExactly(0);
    ConfusionMatrix small = ConfusionMatrix.of(new int[] {1, 0, 1, 1}, new int[] {1, 1, 1, 0}, 2);
    // (TP·TN − FP·FN)/√… = (2·0 − 1·1)/√(3·3·1·1)
    assertThat(small.matthewsCorrelation()).isCloseTo(-1.0 / 3, within(1e-15));
    assertThat(ConfusionMatrix.empty(2).matthewsCorrelation()).isZero();
    assertThat(ConfusionMatrix.empty(2).balancedAccuracy()).isNaN();
    assertThatThrownBy(() -> ConfusionMatrix.of(new int[] {2}, new int[] {0}, 2))
        .hasMessageContaining("row 0 has class 0 taken for 2; there are 2 classes");
    assertThat(ConfusionMatrix.of(new int[] {1}, new int[] {-100}, 2).total()).isZero();
  }

  /// `sklearn.metrics.top_k_accuracy_score`.
  @Test
  void topK() {
    double[][] scores = {{0.5, 0.2, 0.2}, {0.3, 0.4, 0.2}, {0.2, 0.4, 0.3}, {0.7, 0.2, 0.1}};
    int[] truth = {0, 1, 2, 2};
    assertThat(Metrics.topKAccuracy(scores, truth, 2)).isEqualTo(0.75);
    assertThat(Metrics.topKAccuracy(scores, truth, 1)).isEqualTo(0.5);
    assertThat(Metrics.topKAccuracy(scores, truth, 3)).isEqualTo(1);
    // Of the two equal scores the lower class comes first.
    assertThat(Metrics.topKAccuracy(new double[][] {scores[0]}, new int[] {2}, 2)).isZero();
    assertThat(Metrics.accuracy(new int[] {0, 1, 1}, new int[] {0, 1, 0}))
        .isCloseTo(2.0 / 3, within(1e-15));
    assertThatThrownBy(() -> Metrics.topKAccuracy(scores, truth, 0)).hasMessageContaining("k = 0");
  }

  /// `sklearn.metrics.log_loss` and `brier_score_loss`.
  @Test
  void probabilities() {
    double[][] p = {{0.1, 0.9}, {0.9, 0.1}, {0.8, 0.2}, {0.35, 0.65}};
    int[] truth = {1, 0, 0, 1};
    assertThat(Metrics.logLoss(p, truth)).isCloseTo(0.21616187468057912, within(1e-15));
    double[] positive = {0.9, 0.1, 0.2, 0.65};
    boolean[] isPositive = {true, false, false, true};
    assertThat(Metrics.logLoss(positive, isPositive)).isCloseTo(0.21616187468057912, within(1e-15));
    assertThat(Metrics.logLoss(new double[] {1}, new boolean[] {false}))
        .isCloseTo(52 * Math.log(2), within(1e-12));
    assertThat(
            Metrics.brierScore(
                new double[] {0.1, 0.9, 0.8, 0.3}, new boolean[] {false, true, true, false}))
        .isCloseTo(0.0375, within(1e-15));
    assertThat(Metrics.brierScore(p, truth))
        .isCloseTo(2 * Metrics.brierScore(positive, isPositive), within(1e-15));
    assertThatThrownBy(() -> Metrics.logLoss(new double[] {1.5}, new boolean[] {true}))
        .hasMessageContaining("p 1.5 is out of range");
    double eighth = Math.log(0.125);
    assertThat(Metrics.perplexity(new double[] {eighth, eighth})).isCloseTo(8, within(1e-14));
  }

  /// Two bins: 0.2 and 0.4 with one right, 0.9 and 1 both right.
  @Test
  void calibration() {
    Calibration calibration =
        Calibration.of(new double[] {0.2, 0.9, 0.4, 1}, new boolean[] {true, true, false, true}, 2);
    assertThat(calibration.bins().getFirst().count()).isEqualTo(2);
    assertThat(calibration.bins().getFirst().gap()).isCloseTo(0.2, within(1e-15));
    assertThat(calibration.expectedError()).isCloseTo((2 * 0.2 + 2 * 0.05) / 4, within(1e-15));
    assertThat(calibration.maximumError()).isCloseTo(0.2, within(1e-15));
    assertThat(Calibration.of(new double[] {0}, new boolean[] {true}).bins()).hasSize(15);
    double[][] p = {{0.8, 0.2}, {0.3, 0.7}};
    assertThat(Calibration.of(p, new int[] {0, 0}, 1).expectedError())
        .isCloseTo(0.25, within(1e-15));
    assertThatThrownBy(() -> Calibration.of(new double[0], new boolean[0], 0))
        .hasMessageContaining("0 bins");
  }

  /// `sklearn.metrics.r2_score`, `mean_squared_error` and the like.
  @Test
  void regression() {
    Regression found = Regression.of(new double[] {2.5, 0, 2, 8}, new double[] {3, -0.5, 2, 7});
    assertThat(found.mse()).isEqualTo(0.375);
    assertThat(found.rmse()).isEqualTo(Math.sqrt(0.375));
    assertThat(found.mae()).isEqualTo(0.5);
    assertThat(found.medianAbsoluteError()).isEqualTo(0.5);
    assertThat(found.maxError()).isEqualTo(1);
    assertThat(found.r2()).isCloseTo(0.9486081370449679, within(1e-15));
    double[] same = {3, 3};
    assertThat(Regression.of(same, same).r2()).isEqualTo(1);
    assertThat(Regression.of(new double[] {3, 4}, same).r2()).isZero();
    assertThat(Regression.of(Tensor.of(new float[] {1}), Tensor.of(new float[] {1})).r2()).isNaN();
    assertThat(Regression.of(new double[0], new double[0]).mae()).isNaN();
  }

  @Test
  void rowsOfATensor() {
    assertThat(Metrics.rows(Tensor.of(new float[][] {{1, 2}, {3, 4}})))
        .isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
    assertThatThrownBy(() -> Metrics.rows(Tensor.ones(2))).hasMessageContaining("got [2]");
    assertThat(List.of(Metrics.argmax(new double[] {1, 3, 3}))).containsExactly(1);
  }
}
