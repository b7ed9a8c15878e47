package kierkegrad.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Expected numbers are scikit-learn 1.2.1's.
class BinaryScoresTest {
  private static final double[] P = {.9, .8, .7, .6, .55, .54, .53, .52, .51, .4, .3, .5};
  private static final boolean[] TRUTH = {
    true, true, false, true, true, false, false, true, false, true, false, false
  };

  @Test
  void asScikitLearn() {
    BinaryScores scores = BinaryScores.of(P, TRUTH);
    assertThat(scores.positives()).isEqualTo(6);
    assertThat(scores.negatives()).isEqualTo(6);
    assertThat(scores.rocAuc()).isCloseTo(0.7222222222222223, within(1e-14));
    assertThat(scores.averagePrecision()).isCloseTo(0.7867424242424241, within(1e-14));
    assertThat(scores.logLoss()).isCloseTo(0.6255066734377978, within(1e-14));
    assertThat(scores.brierScore()).isCloseTo(0.222125, within(1e-14));
    assertThat(scores.atThreshold().precision()).isEqualTo(0.5);
    assertThat(scores.atThreshold().recall()).isCloseTo(0.8333333333333334, within(1e-15));
    assertThat(scores.atThreshold().f1()).isEqualTo(0.625);
    assertThat(scores.accuracy()).isEqualTo(0.5);
    BinaryScores strict = BinaryScores.of(P, TRUTH, 0.6);
    assertThat(strict.atThreshold().precision()).isEqualTo(0.75);
    assertThat(strict.atThreshold().f1()).isCloseTo(0.6, within(1e-15));
    assertThat(strict.accuracy()).isCloseTo(2 / 3., within(1e-15));
  }

  @Test
  void theBestThreshold() {
    assertThat(BinaryScores.bestThreshold(P, TRUTH)).isEqualTo(0.55);
    assertThatThrownBy(() -> BinaryScores.bestThreshold(new double[0], new boolean[0]))
        .hasMessageContaining("no rows");
  }
}
