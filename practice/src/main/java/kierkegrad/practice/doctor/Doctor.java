package kierkegrad.practice.doctor;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kierkegrad.practice.doctor.symptom.Symptom;
import kierkegrad.practice.doctor.symptom.Symptoms;

/// Reads the evidence of a run and names what is wrong with it.
public final class Doctor {
  private Doctor() {}

  /// The findings, the gravest first; none if the run is healthy. Symptoms that only say that
  /// something is wrong are left out where another says what, and of several of them the first is
  /// told.
  public static List<Finding> examine(Evidence evidence) {
    Vitals vitals = new Vitals(evidence);
    List<Found> all =
        Symptoms.ALL.stream()
            .filter(symptom -> vitals.finished() || symptom.early())
            .flatMap(symptom -> symptom.look(vitals).map(f -> new Found(symptom, f)).stream())
            .toList();
    List<Found> general =
        all.stream().filter(f -> f.finding.matters() && f.symptom.general(vitals)).toList();
    boolean explained =
        all.stream().anyMatch(f -> f.finding.matters() && !f.symptom.general(vitals));
    return all.stream()
        .filter(
            found -> !general.contains(found) || (!explained && found.equals(general.getFirst())))
        .map(Found::finding)
        .sorted(Comparator.comparing(Finding::severity))
        .toList();
  }

  /// The gravest finding that [#examine] would begin with, if any matters.
  public static Optional<Finding> worst(Evidence evidence) {
    return examine(evidence).stream().filter(Finding::matters).findFirst();
  }

  private record Found(Symptom symptom, Finding finding) {}
}
