package kierkegrad.practice.doctor.symptom;

import java.util.List;
import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.Vitals;

/// Something that a doctor looks for.
public interface Symptom {
  /// What there is to say about it in general.
  About about();

  /// What is found in a run, if anything.
  Optional<Finding> look(Vitals vitals);

  /// Whether it can be certain while the training goes on.
  default boolean early() {
    return false;
  }

  /// Whether it only says that something is wrong, so that it is left out where another says what.
  default boolean general(Vitals vitals) {
    return false;
  }

  /// A finding of this symptom with its usual cause.
  default Optional<Finding> found(Severity severity, String what, List<String> evidence, Fix fix) {
    return Optional.of(new Finding(about().name(), severity, what, evidence, about().cause(), fix));
  }
}
