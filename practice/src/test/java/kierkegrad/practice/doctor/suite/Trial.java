package kierkegrad.practice.doctor.suite;

import java.util.List;
import java.util.function.UnaryOperator;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.doctor.Checkup;
import kierkegrad.practice.doctor.Doctor;
import kierkegrad.practice.doctor.Evidence;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;

/// A run of the suite.
///
/// @param name what is wrong, or what is right
/// @param data a name of [Sets]
/// @param settings such as `lr=0.1 hidden=32-32`; others have their usual values
/// @param expected the findings of which one must appear; none if it is healthy
/// @param tamper what is done to the run before it is trained
record Trial(
    String name, String data, String settings, List<String> expected, UnaryOperator<Run> tamper) {
  static Trial fault(String name, String data, String settings, String... expected) {
    return new Trial(name, data, settings, List.of(expected), run -> run);
  }

  static Trial healthy(String name, String data, String settings) {
    return new Trial(name, data, settings, List.of(), run -> run);
  }

  Trial tampered(UnaryOperator<Run> how) {
    return new Trial(name, data, settings, expected, how);
  }

  Settings chosen() {
    Settings chosen = Settings.NONE;
    for (String text : settings.split(" ")) {
      if (!text.isEmpty()) {
        String[] pair = text.split("=");
        chosen = chosen.with(pair[0], pair[1]);
      }
    }
    return chosen;
  }

  /// Trains and examines.
  ///
  /// @param change settings put over those of the trial
  Outcome run(long seed, Settings change) {
    Source source = Sets.of(data, seed);
    Run run = tamper.apply(Run.of(source, chosen().with(Setting.SEED, seed).with(change)));
    Checkup checkup = new Checkup(data, run);
    checkup.fit();
    Evidence evidence = checkup.evidence();
    return new Outcome(this, seed, evidence, Doctor.examine(evidence));
  }

  /// What the doctor says.
  record Outcome(Trial trial, long seed, Evidence evidence, List<Finding> findings) {
    List<String> serious() {
      return findings.stream().filter(Finding::matters).map(Finding::symptom).toList();
    }

    boolean isHit() {
      return serious().stream().anyMatch(trial.expected::contains);
    }

    boolean isAlarm() {
      return !serious().isEmpty();
    }

    @Override
    public String toString() {
      return "%s, %s, seed %d: %s".formatted(trial.name, trial.data, seed, serious());
    }
  }
}
