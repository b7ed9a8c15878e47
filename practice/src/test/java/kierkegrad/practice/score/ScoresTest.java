package kierkegrad.practice.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.table.Encoder;
import kierkegrad.formats.table.Table;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoresTest {
  @TempDir private Path dir;

  @Test
  void twoClassesAreJudgedAsScikitLearnDoes() throws Exception {
    Preparation preparation = preparation("x,ill\n1.5,no\n2.5,yes\n");
    double[] p = {.9, .2, .6, .4, .45, .1, .8, .3};
    double[][] both = new double[8][];
    for (int i = 0; i < 8; i++) {
      both[i] = new double[] {1 - p[i], p[i]};
    }

    Scores scores =
        Scores.of(
            preparation, Tensor.of(both), Tensor.of(new long[] {1, 0, 1, 1, 0, 0, 0, 0}), 0.5);

    // scikit-learn 1.2.1: roc_auc_score, average_precision_score, f1_score, …
    assertThat((Double) scores.toMap("test").get("test_roc_auc")).isCloseTo(0.8, within(1e-12));
    assertThat((Double) scores.toMap("test").get("test_average_precision"))
        .isCloseTo(0.7555555555555555, within(1e-12));
    assertThat((Double) scores.toMap("test").get("test_f1")).isCloseTo(2 / 3.0, within(1e-12));
    assertThat((Double) scores.toMap("test").get("test_balanced_accuracy"))
        .isCloseTo(0.7333333333333334, within(1e-12));
    assertThat((Double) scores.toMap("test").get("test_brier"))
        .isCloseTo(0.18906250000000002, within(1e-12));
    assertThat(scores.toMap("test"))
        .containsEntry("positive_class", "yes")
        .containsEntry("test_accuracy", 0.75);
    assertThat(scores)
        .hasToString(
            "accuracy 0.7500 (6 of 8), balanced accuracy 0.7333, loss 0.5000\n"
                + "yes: ROC AUC 0.8000, average precision 0.7556;"
                + " precision 0.6667, recall 0.6667, F1 0.6667");
  }

  @Test
  void numbersAreJudgedInTheTargetsUnit() throws Exception {
    // Mean 200, deviation 100: the network sees −1 and 1.
    Preparation preparation = preparation("x,price\n1.5,100.5\n2.5,300.5\n");

    Scores scores =
        Scores.of(
            preparation,
            Tensor.of(new double[] {110.5, 330.5}, 2, 1),
            Tensor.of(new double[] {-1, 1}, 2, 1),
            0.05);

    // Errors of 10 and 30: √500, 20, 1 − 1000/20000.
    assertThat(scores)
        .hasToString(
            "rmse 22.3607, mae 20.0000 (in the unit of price), R2 0.9500, loss 0.0500 (2 rows)");
    assertThat(scores.toMap("test")).containsKeys("test_rmse", "test_mae", "test_r2");
  }

  @Test
  void balancedClassesNeedNoSecondAccuracy() throws Exception {
    Preparation preparation = preparation("x,kind\n1.5,a\n2.5,b\n3.5,c\n");

    Scores scores =
        Scores.of(
            preparation,
            Tensor.of(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 1, 0}}),
            Tensor.of(new long[] {0, 1, 2}),
            0.25);

    assertThat(scores).hasToString("accuracy 0.6667 (2 of 3), loss 0.2500");
    assertThat(Spread.of(1, 2, 3)).isEqualTo(new Spread(2, 1));
    assertThat(Spread.of(0.5)).hasToString("0.5000 ± 0.0000");
  }

  private Preparation preparation(String csv) throws Exception {
    Table table = Table.csv(Files.writeString(dir.resolve("t.csv"), csv));
    String target = table.names().getLast();
    return new Preparation.Tabular(
        Encoder.fit(table, target, table.allRows(), Encoder.Options.DEFAULT));
  }
}
