package kierkegrad.train;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.data.Batch;
import kierkegrad.data.Dataset;
import kierkegrad.data.Loader;
import kierkegrad.grad.Grad;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.FailedStep.What;

/// Ends a training whose numbers are not finite, before they reach the parameters.
final class Finite {
  private final Setup setup;

  Finite(Setup setup) {
    this.setup = setup;
  }

  /// @param before where the generators stood before the step
  /// @throws TrainingException if loss or gradients are not finite
  void require(Pass pass, Batch batch, Meter meter, SequencedMap<String, Tensor> before) {
    if (!Double.isFinite(pass.total())) {
      throw failed(step(What.LOSS, batch, meter, before), pass.total(), pass.total());
    }
    if (!pass.hasFiniteGradients()) {
      double norm = pass.norm().getAsDouble();
      throw failed(step(What.GRADIENTS, batch, meter, before), norm, pass.total());
    }
  }

  private FailedStep step(
      What what, Batch batch, Meter meter, SequencedMap<String, Tensor> before) {
    return failed(what, meter.epoch(), meter.steps() + 1, meter.batches(), batch, before);
  }

  /// @throws TrainingException if the loss of an evaluation is not finite
  void require(Evaluation evaluation, EpochReport report) {
    if (!Double.isFinite(evaluation.loss())) {
      FailedStep failed = Grad.noGrad(() -> validation(setup.validation().orElseThrow(), report));
      throw failed(failed, evaluation.loss(), evaluation.loss());
    }
  }

  /// The first batch that has such a loss; the first of all if only all together do.
  private FailedStep validation(Dataset data, EpochReport report) {
    Loader batches = new Loader(data, Evaluation.BATCH_SIZE);
    long position = 0;
    for (Batch batch : batches.epoch(0)) {
      double loss = setup.loss().of(setup.model().forward(batch.x()), batch.y()).item();
      if (!Double.isFinite(loss)) {
        return validation(report, position, batch);
      }
      position++;
    }
    return validation(report, 0, batches.epoch(0).iterator().next());
  }

  private FailedStep validation(EpochReport report, long position, Batch batch) {
    return failed(
        What.VALIDATION_LOSS,
        report.epoch(),
        report.steps(),
        position,
        batch,
        new LinkedHashMap<>());
  }

  private FailedStep failed(
      What what,
      int epoch,
      long number,
      long position,
      Batch batch,
      SequencedMap<String, Tensor> before) {
    return new FailedStep(
        what, epoch, number, position, batch, setup.model(), setup.loss(), setup.penalty(), before);
  }

  private TrainingException failed(FailedStep failed, double value, double loss) {
    Optional<String> origin = Optional.empty();
    for (Callback callback : setup.callbacks()) {
      Optional<String> said = callback.onNonFinite(failed);
      origin = origin.or(() -> said);
    }
    return new TrainingException(failed, value, loss, setup.optimizer().lr(), origin);
  }
}
