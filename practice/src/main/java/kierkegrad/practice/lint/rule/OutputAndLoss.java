package kierkegrad.practice.lint.rule;

import java.util.Optional;
import kierkegrad.loss.BCEWithLogitsLoss;
import kierkegrad.loss.CrossEntropyLoss;
import kierkegrad.loss.NLLLoss;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Setup;
import kierkegrad.practice.network.Output;
import kierkegrad.practice.settings.LossChoice;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.tensor.Tensor;

/// The last layer and the loss belong together.
final class OutputAndLoss implements Rule {
  @Override
  public String name() {
    return "output-and-loss";
  }

  @Override
  public String when() {
    return "cross-entropy gets probabilities (softmax or sigmoid) instead of logits; nll "
        + "gets anything but logarithms of probabilities; binary cross-entropy with "
        + "logits gets a sigmoid; a hint if cross-entropy gets a log-softmax, which it "
        + "then takes twice";
  }

  @Override
  public String why() {
    return "Cross-entropy takes the softmax by itself and nll takes none: of probabilities "
        + "the one makes almost equal ones, so that slopes fade, and of anything but "
        + "logarithms the other makes a loss that falls without end.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    Optional<Tensor> output = setup.signal().output();
    if (output.isEmpty() || output.get().rank() != 2) {
      return Optional.empty();
    }
    Outputs kind = Outputs.of(setup, output.get());
    return switch (setup.loss()) {
      case CrossEntropyLoss _ -> crossEntropy(kind);
      case NLLLoss _ when kind != Outputs.LOG_PROBABILITIES -> nll(kind);
      case BCEWithLogitsLoss _ when kind == Outputs.SIGMOIDS ->
          finds(
              Severity.ERROR,
              "the model ends in a sigmoid, and so does the loss",
              Fix.words("leave out the model's sigmoid, or use BCELoss"));
      default -> Optional.empty();
    };
  }

  private Optional<Finding> crossEntropy(Outputs kind) {
    return switch (kind) {
      case PROBABILITIES, SIGMOIDS ->
          finds(
              Severity.ERROR,
              "the model ends in a %s, and cross-entropy takes a softmax of that again"
                  .formatted(kind == Outputs.SIGMOIDS ? "sigmoid" : "softmax"),
              Fix.of(Setting.OUTPUT, Output.NONE, "leave out the model's last layer"));
      case LOG_PROBABILITIES ->
          finds(
              Severity.HINT,
              "the model ends in a log-softmax, and cross-entropy takes another, which changes nothing",
              Fix.of(Setting.OUTPUT, Output.NONE, "leave out the last layer, or use NLLLoss"));
      case OTHER -> Optional.empty();
    };
  }

  private Optional<Finding> nll(Outputs kind) {
    return finds(
        Severity.ERROR,
        kind == Outputs.PROBABILITIES
            ? "nll gets probabilities, and needs their logarithms"
            : "nll gets outputs that are no logarithms of probabilities, so the loss has no lower end",
        new Fix(
            Settings.NONE
                .with(Setting.LOSS, LossChoice.CROSS_ENTROPY)
                .with(Setting.OUTPUT, Output.NONE),
            "end the model in LogSoftmax, or use CrossEntropyLoss on logits"));
  }
}
