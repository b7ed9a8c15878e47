package kierkegrad.practice.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import kierkegrad.practice.data.Source;
import kierkegrad.practice.settings.Settings;
import org.junit.jupiter.api.Test;

class ReferencesTest {
  /// scikit-learn 1.2.1 on the same 120 rows, standardised: cross_val_predict(LeaveOneOut()) of
  /// KNeighborsClassifier(5), and of Ridge(alpha=1.2) on centred one-hot targets.
  @Test
  void irisAsScikitLearn() {
    References references = References.of(Source.of("iris").prepare(Settings.NONE));

    assertThat(references.rows()).isEqualTo(120);
    assertThat(references.guess()).isEqualTo(1.0 / 3, within(1e-12));
    assertThat(references.neighbours()).isEqualTo(113 / 120.0, within(1e-12));
    assertThat(references.linear()).isEqualTo(100 / 120.0, within(1e-12));
  }
}
