package kierkegrad.practice.doctor.symptom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.doctor.Finding;
import kierkegrad.practice.doctor.Texts;
import kierkegrad.practice.doctor.Vitals;
import kierkegrad.practice.network.Output;
import kierkegrad.practice.settings.LossChoice;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;

/// NaN or infinity.
final class NotFinite implements Symptom {
  @Override
  public About about() {
    return new About(
        "not finite",
        "the loss or a gradient is NaN or infinite",
        "Numbers grew beyond what floating point can hold, or something like log 0 or 0/0 was computed; from then on every weight would be NaN.",
        "definition");
  }

  @Override
  public Optional<Finding> look(Vitals v) {
    return v.evidence()
        .failure()
        .flatMap(failure -> {
          List<String> evidence = new ArrayList<>();
          evidence.add(failure.message());
          failure.origin().filter(o -> !failure.message().contains(o)).ifPresent(evidence::add);
          evidence.add(
              "first loss %s, update ratio ‖Δw‖/‖w‖ up to %s, largest input %s"
                  .formatted(
                      Texts.number(v.firstLoss()),
                      Texts.number(v.largestRatio()),
                      Texts.number(v.facts().largestInput())));
          int bad = v.facts().badRows();
          if (bad > 0) {
            evidence.add(bad + " training rows have inputs that are not finite");
          }
          return found(
              Severity.ERROR,
              "a number is not finite in epoch %d, step %d"
                  .formatted(failure.epoch(), failure.step()),
              evidence,
              fix(v, bad));
        });
  }

  private static Fix fix(Vitals v, int bad) {
    if (bad > 0) {
      return Fix.words("correct these rows, or leave them out");
    }
    return Remedies.scale(v).orElseGet(() -> rate(v));
  }

  private static Fix rate(Vitals v) {
    boolean grows = v.largestRatio() > RateTooLarge.LARGE;
    if (!grows && v.get(Setting.OUTPUT) != Output.NONE && v.classes()) {
      return new Fix(
          Settings.NONE
              .with(Setting.OUTPUT, Output.NONE)
              .with(Setting.LOSS, LossChoice.CROSS_ENTROPY),
          "cross-entropy of logits never takes the logarithm of 0");
    }
    return Remedies.isFast(v) || v.get(Setting.CLIP) > 0
        ? Remedies.lowerRate(v)
        : Fix.of(Setting.CLIP, 1.0, "no step can then be longer than the rate allows");
  }
}
