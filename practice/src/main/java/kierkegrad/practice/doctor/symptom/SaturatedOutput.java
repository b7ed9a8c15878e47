package kierkegrad.practice.doctor.symptom;

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

/// An output that is sure and wrong, under the squared error.
final class SaturatedOutput implements Symptom {
  private static final double MANY = 0.1;

  @Override
  public About about() {
    return new About(
        "saturated output",
        "squared error on a softmax or sigmoid, and more than %s of the training rows are wrong with an output within 0.01 of an end"
            .formatted(Texts.percent(MANY)),
        "The slope of the squared error through a sigmoid or softmax has the factor p(1 − p), which is nearly 0 where the network is surest, also where it is wrong; cross-entropy cancels that factor.",
        "Nielsen 2015, chapter 3; share chosen on the tuning seeds");
  }

  @Override
  public Optional<Finding> look(Vitals v) {
    boolean squashed =
        v.get(Setting.OUTPUT) == Output.SIGMOID || v.get(Setting.OUTPUT) == Output.SOFTMAX;
    if (!squashed || v.get(Setting.LOSS).ofClasses() || v.evidence().verdict().isEmpty()) {
      return Optional.empty();
    }
    double share = v.evidence().verdict().get().confidentlyWrong();
    if (!(share > MANY && v.suffers())) {
      return Optional.empty();
    }
    return found(
        Severity.WARNING,
        "the network is sure and wrong on %s of the training rows".formatted(Texts.percent(share)),
        List.of(
            "output %s with loss %s".formatted(v.get(Setting.OUTPUT), v.get(Setting.LOSS)),
            v.outcome()),
        Remedies.firstWeights(v)
            .orElseGet(() ->
                new Fix(
                    Settings.NONE
                        .with(Setting.LOSS, LossChoice.CROSS_ENTROPY)
                        .with(Setting.OUTPUT, Output.NONE),
                    "its slope in the logits is p − y, which is large wherever the network is wrong")));
  }
}
