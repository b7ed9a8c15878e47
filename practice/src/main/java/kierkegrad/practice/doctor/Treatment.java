package kierkegrad.practice.doctor;

import java.util.List;
import java.util.function.Function;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.settings.Settings;

/// A run before and after the doctor's fixes.
///
/// @param change the settings that were changed; none if no setting helps
/// @param before the evidence of the run
/// @param findings what was found in it
/// @param after the evidence of the run with the fixes
/// @param left what is found in that one
public record Treatment(
    Settings change, Evidence before, List<Finding> findings, Evidence after, List<Finding> left) {
  /// Keeps immutable copies.
  public Treatment {
    findings = List.copyOf(findings);
    left = List.copyOf(left);
  }

  /// All changes that findings ask for; of two values for one setting, that of the graver finding.
  /// Notes ask for none.
  public static Settings changes(List<Finding> findings) {
    Settings change = Settings.NONE;
    for (Finding finding : findings.reversed()) {
      if (finding.matters()) {
        change = change.with(finding.fix().settings());
      }
    }
    return change;
  }

  /// Trains again with changed settings.
  ///
  /// @param before what the first run left behind
  /// @param change the settings to change
  /// @param again makes a fresh run with these settings put over its own
  public static Treatment of(Evidence before, Settings change, Function<Settings, Run> again) {
    Checkup checkup = new Checkup(before.facts().name(), again.apply(change));
    checkup.fit();
    Evidence after = checkup.evidence();
    return new Treatment(change, before, Doctor.examine(before), after, Doctor.examine(after));
  }

  /// By how much the mean recall over classes (or R²) on rows that were not trained with has risen;
  /// a failed run counts as 0.
  public double gain() {
    return score(after) - score(before);
  }

  private static double score(Evidence evidence) {
    double score = new Vitals(evidence).balancedScore().orElse(0);
    return Double.isFinite(score) ? Math.max(0, score) : 0;
  }
}
