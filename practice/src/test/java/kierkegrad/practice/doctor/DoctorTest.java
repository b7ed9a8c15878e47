package kierkegrad.practice.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import org.junit.jupiter.api.Test;

class DoctorTest {
  private static final Settings ZEROS =
      Settings.NONE.with("init", "zeros").with(Setting.EPOCHS, 12);

  @Test
  void aHealthyRunHasNoFindingThatMatters() {
    assertThat(Doctor.worst(evidence(Settings.NONE))).isEmpty();
  }

  @Test
  void equalUnitsAreNamedWithTheSettingThatHelps() {
    Finding finding = Doctor.worst(evidence(ZEROS)).orElseThrow();

    assertThat(finding.symptom()).isEqualTo("equal units");
    assertThat(finding.evidence().getFirst()).isEqualTo("all 0 at the start: 0.weight");
    assertThat(finding.fix().options()).isEqualTo("--init kaiming");
    assertThat(finding.line())
        .isEqualTo(
            "equal units: the units of a layer are all equal, because its weights start at 0; try --init kaiming");
  }

  @Test
  void theFixHelps() {
    Evidence before = evidence(ZEROS);
    Settings change = Treatment.changes(Doctor.examine(before));

    Treatment treatment = Treatment.of(before, change, c -> run(ZEROS.with(c)));

    assertThat(change.toMap()).containsEntry("init", "kaiming");
    assertThat(treatment.gain()).isGreaterThan(0.4);
  }

  @Test
  void ofTwoValuesForASettingTheGraverFindingDecides() {
    List<Finding> findings =
        List.of(
            finding(Severity.ERROR, Settings.NONE.with(Setting.LR, 0.1)),
            finding(Severity.WARNING, Settings.NONE.with(Setting.LR, 0.2)),
            finding(Severity.HINT, Settings.NONE.with(Setting.EPOCHS, 3)));

    assertThat(Treatment.changes(findings)).isEqualTo(Settings.NONE.with(Setting.LR, 0.1));
  }

  private static Finding finding(Severity severity, Settings change) {
    return new Finding("s", severity, "w", List.of(), "c", new Fix(change, "r"));
  }

  @Test
  void whatIsCertainIsToldOnceWhileTheTrainingGoesOn() {
    Run run = run(ZEROS);
    Checkup checkup = new Checkup("iris", run);
    List<String> told = new ArrayList<>();

    checkup.fit(List.of(new LiveDoctor(checkup, f -> told.add(f.symptom()))));

    assertThat(told).containsOnlyOnce("equal units").doesNotContain("underfitting");
  }

  @Test
  void aHealthyTrainingIsNotInterrupted() {
    Run run = run(Settings.NONE.with(Setting.EPOCHS, 20));
    Checkup checkup = new Checkup("iris", run);
    List<Finding> told = new ArrayList<>();

    checkup.fit(List.of(new LiveDoctor(checkup, told::add)));

    assertThat(told).isEmpty();
  }

  @Test
  void whatIsTrainedIsTheSameUnderObservation() {
    Settings settings = Settings.NONE.with(Setting.EPOCHS, 5);
    Run alone = run(settings);
    alone.fit();
    Run watched = run(settings);
    new Checkup("iris", watched).fit();

    assertThat(watched.network().parameters().getFirst().value().toFloatArray())
        .isEqualTo(alone.network().parameters().getFirst().value().toFloatArray());
  }

  private static Run run(Settings settings) {
    return Run.of(Source.of("iris"), settings);
  }

  private static Evidence evidence(Settings settings) {
    Checkup checkup = new Checkup("iris", run(settings));
    checkup.fit();
    return checkup.evidence();
  }
}
