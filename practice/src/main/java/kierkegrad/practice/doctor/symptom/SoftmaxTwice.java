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

/// Probabilities where the loss takes logits.
final class SoftmaxTwice implements Symptom {
  @Override
  public About about() {
    return new About(
        "softmax twice",
        "cross-entropy of outputs that are probabilities already",
        "Cross-entropy has a softmax inside; of probabilities, which lie between 0 and 1, that softmax is nearly even, so the loss cannot come near 0 and the gradient is small.",
        "definition: the least loss of C classes is ln(1 + (C − 1)/e)");
  }

  @Override
  public Optional<Finding> look(Vitals v) {
    boolean probabilities =
        v.get(Setting.OUTPUT) == Output.SOFTMAX || v.get(Setting.OUTPUT) == Output.SIGMOID;
    if (!probabilities || v.get(Setting.LOSS) != LossChoice.CROSS_ENTROPY) {
      return Optional.empty();
    }
    double floor = Math.log1p((v.facts().classes().size() - 1) / Math.E);
    return found(
        Severity.WARNING,
        "cross-entropy takes the softmax of a " + v.get(Setting.OUTPUT),
        List.of(
            "the loss is %s at the end and cannot fall below %s"
                .formatted(Texts.number(v.lastLoss()), Texts.number(floor)),
            v.outcome()),
        Fix.of(Setting.OUTPUT, Output.NONE, "the loss has its softmax inside"));
  }
}
