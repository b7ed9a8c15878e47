package kierkegrad.practice.doctor.suite;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.Vitals;
import kierkegrad.practice.settings.Settings;

/// Prints what the doctor says to every trial, for whoever chooses thresholds.
final class Survey {
  private Survey() {}

  public static void main(String[] args) {
    List<Long> seeds = Stream.of(args[0].split(",")).map(Long::valueOf).toList();
    String only = args.length > 1 ? args[1] : "";
    for (Trial trial : Stream.concat(Faults.ALL.stream(), Healthy.ALL.stream()).toList()) {
      if (!(trial.name() + " " + trial.data()).contains(only)) {
        continue;
      }
      for (long seed : seeds) {
        long began = System.nanoTime();
        Trial.Outcome outcome = trial.run(seed, Settings.NONE);
        double seconds = (System.nanoTime() - began) / 1e9;
        Vitals v = new Vitals(outcome.evidence());
        boolean fault = !trial.expected().isEmpty();
        boolean good = fault ? outcome.isHit() : !outcome.isAlarm();
        System.out.printf(
            Locale.ROOT,
            "%s %s %-36s %-14s %d %.1fs train %.2f other %.2f ref %.2f ratio %.1e/%.1e loss %.3g>%.3g const %.3g %s %s%n",
            good ? "ok  " : "MISS",
            fault ? "F" : "H",
            trial.name(),
            trial.data(),
            seed,
            seconds,
            v.trainScore().orElse(Double.NaN),
            v.heldOutScore().orElse(Double.NaN),
            v.reference().orElse(Double.NaN),
            v.ratio(),
            v.largestRatio(),
            v.firstLoss(),
            v.lastLoss(),
            v.facts().constantLoss(),
            outcome.serious(),
            outcome.findings().stream().filter(f -> !f.matters()).map(Finding::symptom).toList());
      }
    }
  }
}
