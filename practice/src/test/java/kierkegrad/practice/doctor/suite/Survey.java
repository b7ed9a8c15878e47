package kierkegrad.practice.doctor.suite;

import java.util.List;
import java.util.stream.Stream;
import kierkegrad.practice.doctor.suite.Trial.Outcome;
import kierkegrad.practice.settings.Settings;

/// What the doctor says to many runs.
///
/// @param faults those with a planted fault
/// @param healthy the others
record Survey(List<Outcome> faults, List<Outcome> healthy) {
  /// Runs trials with each of these seeds.
  static Survey of(List<Trial> faults, List<Trial> healthy, List<Long> seeds) {
    return new Survey(outcomes(faults, seeds), outcomes(healthy, seeds));
  }

  private static List<Outcome> outcomes(List<Trial> trials, List<Long> seeds) {
    return trials.stream()
        .flatMap(trial -> seeds.stream().map(seed -> trial.run(seed, Settings.NONE)))
        .toList();
  }

  /// The faults that were missed, and the healthy runs that were not left alone.
  List<String> mistakes() {
    return Stream.concat(
            faults.stream().filter(o -> !o.isHit()).map(o -> "missed: " + o),
            healthy.stream().filter(Outcome::isAlarm).map(o -> "false alarm: " + o))
        .toList();
  }

  /// The share of faults of which an expected finding appeared.
  double detection() {
    return (double) faults.stream().filter(Outcome::isHit).count() / faults.size();
  }

  /// The share of healthy runs with a warning or an error.
  double falseAlarms() {
    return (double) healthy.stream().filter(Outcome::isAlarm).count() / healthy.size();
  }
}
