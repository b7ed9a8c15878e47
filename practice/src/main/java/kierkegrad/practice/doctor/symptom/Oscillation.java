package kierkegrad.practice.doctor.symptom;

import java.util.List;
import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.Texts;
import kierkegrad.practice.doctor.Vitals;
import kierkegrad.practice.settings.ScheduleChoice;
import kierkegrad.practice.settings.Setting;

/// The loss jumps up and down.
final class Oscillation implements Symptom {
  private static final double JUMP = 0.2;
  private static final int EPOCHS = 8;
  private static final int WAY = 4;

  @Override
  public About about() {
    return new About(
        "oscillation",
        "in the second half, the loss changes by more than %s of its level per epoch, on a way %d times as long as what is won"
            .formatted(Texts.percent(JUMP), WAY),
        "Steps of one length jump from side to side of a narrow valley; a smaller or falling rate lets them settle.",
        "chosen on the tuning seeds");
  }

  @Override
  public Optional<Finding> look(Vitals v) {
    double[] losses = v.losses();
    if (losses.length < EPOCHS) {
      return Optional.empty();
    }
    int from = losses.length / 2;
    double way = 0;
    double level = losses[from];
    for (int i = from + 1; i < losses.length; i++) {
      way += Math.abs(losses[i] - losses[i - 1]);
      level += losses[i];
    }
    int changes = losses.length - from - 1;
    level /= changes + 1;
    double jump = way / changes / level;
    boolean turns = way > WAY * Math.abs(losses[from] - losses[losses.length - 1]);
    boolean high = level > v.facts().constantLoss() / 10;
    if (!(jump > JUMP && turns && (high || v.suffers()))) {
      return Optional.empty();
    }
    return found(
        v.suffers() || level > v.facts().constantLoss() / 2 ? Severity.WARNING : Severity.HINT,
        "the loss jumps by %s of its level from epoch to epoch".formatted(Texts.percent(jump)),
        List.of(
            "mean loss %s since epoch %d, lowest %s"
                .formatted(Texts.number(level), from + 1, Texts.number(Vitals.least(losses))),
            v.outcome()),
        fix(v));
  }

  private static Fix fix(Vitals v) {
    return v.get(Setting.SCHEDULE) == ScheduleChoice.CONSTANT && !Remedies.isFast(v)
        ? Fix.of(
            Setting.SCHEDULE, ScheduleChoice.COSINE, "the rate falls to 0, so that steps settle")
        : Remedies.lowerRate(v);
  }
}
