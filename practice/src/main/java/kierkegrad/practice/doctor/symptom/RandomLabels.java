package kierkegrad.practice.doctor.symptom;

import java.util.List;
import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.References;
import kierkegrad.practice.doctor.Texts;
import kierkegrad.practice.doctor.Verdict;
import kierkegrad.practice.doctor.Vitals;

/// Targets that the inputs say nothing about.
final class RandomLabels implements Symptom {
  @Override
  public About about() {
    return new About(
        "nothing to learn",
        "neither the network on rows it has not seen, nor a linear model, nor nearest neighbours do better than a guess by two standard errors and 0.02",
        "The inputs seem to say nothing about the target: labels are random or shuffled against their rows, or the columns that matter are missing.",
        "two standard errors");
  }

  @Override
  public Optional<Finding> look(Vitals v) {
    if (v.evidence().verdict().isEmpty() || v.evidence().failure().isPresent()) {
      return Optional.empty();
    }
    Verdict verdict = v.evidence().verdict().get();
    References references = verdict.references();
    double guess = references.guess();
    double other = v.heldOutScore().orElseThrow();
    double spread = Math.sqrt(Math.max(0.01, guess * (1 - guess)));
    double best = Math.max(references.linear(), references.neighbours());
    boolean balanced =
        v.classes() && references.balanced() > 1.0 / v.facts().classes().size() + 0.1;
    if (balanced
        || best > guess + 0.02 + 2 * spread / Math.sqrt(references.rows())
        || other > guess + 0.02 + 2 * spread / Math.sqrt((double) verdict.heldOut().rows())
        || references.rows() < 40) {
      return Optional.empty();
    }
    return found(
        Severity.WARNING,
        "the inputs seem to say nothing about the target",
        List.of("%s of a guess: %s".formatted(v.scoreName(), Texts.number(guess)), v.outcome()),
        Fix.words("check that labels belong to their rows, and add columns that tell more"));
  }
}
