package kierkegrad.practice.doctor.symptom;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import kierkegrad.metric.ConfusionMatrix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.Texts;
import kierkegrad.practice.doctor.Vitals;
import kierkegrad.practice.settings.ClassWeights;
import kierkegrad.practice.settings.Setting;
import kierkegrad.train.Score;

/// A class that is never predicted.
final class ClassCollapse implements Symptom {
  private static final double RECALL = 0.05;
  private static final int ROWS = 5;

  @Override
  public About about() {
    return new About(
        "class collapse",
        "a class with at least %d training rows is found in less than %s of them, though simple methods find the classes (mean recall 0.15 above the network's)"
            .formatted(ROWS, Texts.percent(RECALL)),
        "If one class is frequent, always answering it has a low loss; rare rows weigh too little to change that.",
        "chosen on the tuning seeds");
  }

  @Override
  public Optional<Finding> look(Vitals v) {
    if (v.evidence().verdict().isEmpty()
        || v.evidence().failure().isPresent()
        || !(v.evidence().verdict().get().train().score()
            instanceof Score.Classification(ConfusionMatrix confusion))) {
      return Optional.empty();
    }
    List<String> missed = new ArrayList<>();
    for (int k = 0; k < confusion.classes(); k++) {
      if (confusion.support(k) >= ROWS && confusion.count(k, k) < RECALL * confusion.support(k)) {
        missed.add("%s (%d rows)".formatted(v.facts().classes().get(k), confusion.support(k)));
      }
    }
    double balanced = confusion.balancedAccuracy();
    double possible = v.evidence().verdict().get().references().balanced();
    if (missed.isEmpty() || !(possible > balanced + 0.15)) {
      return Optional.empty();
    }
    int most = 0;
    for (int k = 1; k < confusion.classes(); k++) {
      most = confusion.predicted(k) > confusion.predicted(most) ? k : most;
    }
    double share = (double) confusion.predicted(most) / confusion.total();
    return found(
        Severity.WARNING,
        "classes are never predicted: " + String.join(", ", missed),
        List.of(
            "%s of the predictions are %s, which %s of the rows are"
                .formatted(
                    Texts.percent(share),
                    v.facts().classes().get(most),
                    Texts.percent((double) confusion.support(most) / confusion.total())),
            "mean recall over classes %s; simple methods reach %s"
                .formatted(Texts.number(balanced), Texts.number(possible))),
        imbalanced(v) && v.get(Setting.CLASS_WEIGHTS) == ClassWeights.NONE
            ? Remedies.balanced()
            : v.get(Setting.LR) < Remedies.usualRate(v) / 3
                ? Remedies.higherRate(v)
                : Remedies.scale(v).orElseGet(() -> Remedies.longer(v, 3)));
  }

  /// Where classes are about equally frequent, something else must be behind it.
  @Override
  public boolean general(Vitals v) {
    return !v.classes() || !imbalanced(v);
  }

  private static boolean imbalanced(Vitals v) {
    List<Integer> counts = v.facts().counts();
    return Collections.max(counts) > 3 * Collections.min(counts);
  }
}
