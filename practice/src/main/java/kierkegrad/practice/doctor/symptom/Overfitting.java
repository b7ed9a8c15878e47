package kierkegrad.practice.doctor.symptom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.Texts;
import kierkegrad.practice.doctor.Verdict;
import kierkegrad.practice.doctor.Vitals;
import kierkegrad.practice.run.Metrics;
import kierkegrad.practice.settings.Setting;

/// A network that knows its training rows by heart.
final class Overfitting implements Symptom {
  private static final double GAP = 0.15;
  private static final double SMALL_GAP = 0.05;
  private static final int SMALL = 1000;

  @Override
  public About about() {
    return new About(
        "overfitting",
        "the score on rows not trained with is lower than on training rows by more than two standard errors and %s (or %s, if simple methods do better there)"
            .formatted(Texts.number(GAP), Texts.number(SMALL_GAP)),
        "The network has more freedom than the rows can pin down, and learns their noise by heart, which does not repeat in other rows.",
        "two standard errors; gaps chosen on the tuning seeds");
  }

  @Override
  public Optional<Finding> look(Vitals v) {
    if (v.evidence().verdict().isEmpty() || v.suffers()) {
      return Optional.empty();
    }
    double train = v.trainScore().orElseThrow();
    double other = v.heldOutScore().orElseThrow();
    double error = v.heldOutError();
    double gap = train - other;
    double least = v.classes() ? 1 : 2;
    boolean large = gap > Math.max(least * GAP, 2 * error);
    boolean worse =
        gap > least * SMALL_GAP + 2 * error && other < v.reference().orElseThrow() - v.margin() / 2;
    if (!(large || worse)) {
      return Optional.empty();
    }
    return found(
        Severity.WARNING,
        "%s %s on the training rows, but only %s on others"
            .formatted(v.scoreName(), Texts.number(train), Texts.number(other)),
        evidence(v),
        fix(v));
  }

  private static List<String> evidence(Vitals v) {
    Verdict verdict = v.evidence().verdict().orElseThrow();
    List<String> evidence = new ArrayList<>();
    evidence.add(
        "loss %s on %d training rows, %s on %d others"
            .formatted(
                Texts.number(verdict.train().loss()),
                verdict.train().rows(),
                Texts.number(verdict.heldOut().loss()),
                verdict.heldOut().rows()));
    OptionalInt best = v.bestValidation();
    best.ifPresent(epoch -> {
      List<Metrics.Epoch> epochs = v.evidence().epochs();
      evidence.add(
          "the validation loss was lowest in epoch %d of %d: %s, and %s in the last"
              .formatted(
                  epoch,
                  epochs.size(),
                  Texts.number(epochs.get(epoch - 1).validationLoss().orElseThrow()),
                  Texts.number(epochs.getLast().validationLoss().orElseThrow())));
    });
    evidence.add(v.outcome());
    return evidence;
  }

  private static Fix fix(Vitals v) {
    double strong = v.facts().rows() > SMALL ? 0.01 : 0.1;
    if (v.get(Setting.L2) < strong) {
      return Fix.of(
          Setting.L2, strong, "small weights make a smooth function, which follows noise less");
    }
    return v.get(Setting.DROPOUT) == 0
        ? Fix.of(Setting.DROPOUT, 0.3, "no unit can then rely on single others")
        : Fix.of(Setting.PATIENCE, 10, "it ends where other rows stop getting better");
  }
}
