package kierkegrad.practice.doctor.symptom;

import java.util.List;
import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.Texts;
import kierkegrad.practice.doctor.Vitals;
import kierkegrad.practice.settings.Setting;

/// Regularisation that leaves nothing to learn with.
final class StrongPenalty implements Symptom {
  private static final double DROPOUT = 0.7;
  private static final double SHRUNK = 0.5;

  @Override
  public About about() {
    return new About(
        "regularisation too strong",
        "the result suffers, and dropout is above %s, or a penalty has shrunk a weight matrix to less than %s of its first norm, or l1 or l2 is above 0.1"
            .formatted(Texts.number(DROPOUT), Texts.number(SHRUNK)),
        "A penalty pulls weights to 0 with the force of the loss itself, and dropout takes away most of what a layer says; too much of either leaves nothing to learn with.",
        "Srivastava et al. 2014 (dropout 0.5); shares chosen on the tuning seeds");
  }

  @Override
  public Optional<Finding> look(Vitals v) {
    if (!v.suffers() || v.evidence().failure().isPresent()) {
      return Optional.empty();
    }
    if (v.get(Setting.DROPOUT) > DROPOUT) {
      return finding(v, Fix.of(Setting.DROPOUT, 0.0, "every unit then takes part in every step"));
    }
    double l1 = v.get(Setting.L1);
    double l2 = v.get(Setting.L2);
    double least = v.matrices().stream().mapToDouble(v::growth).min().orElse(1);
    if (l1 + l2 == 0 || !(least < SHRUNK || Math.max(l1, l2) > 0.1)) {
      return Optional.empty();
    }
    return finding(
        v,
        l1 > l2
            ? Fix.of(Setting.L1, 0.0, "the loss alone then decides the weights")
            : Fix.of(Setting.L2, l2 > 0.01 ? 0.0001 : 0.0, "the loss then decides the weights"));
  }

  private Optional<Finding> finding(Vitals v, Fix fix) {
    double least = v.matrices().stream().mapToDouble(v::growth).min().orElse(1);
    return found(
        Severity.WARNING,
        "dropout %s, l1 %s, l2 %s leave too little to learn with"
            .formatted(
                Texts.number(v.get(Setting.DROPOUT)),
                Texts.number(v.get(Setting.L1)),
                Texts.number(v.get(Setting.L2))),
        List.of(
            "the most shrunk weight matrix has %s of its first norm"
                .formatted(Texts.percent(least)),
            v.outcome()),
        fix);
  }
}
