package kierkegrad.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import kierkegrad.data.Batch;
import kierkegrad.loss.Loss;
import kierkegrad.nn.Buffer;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// A step with a number that is not finite, when that has just been noticed: the parameters are
/// still those with which it happened, and layers are in the mode in which it happened.
///
/// @param what which number
/// @param epoch the epoch, counted from 1
/// @param number the step, counted from 1 since the start of the training
/// @param position which minibatch of the epoch it was, counted from 0; a
///   [kierkegrad.data.Loader#rows] says which rows of the data these are. Of a validation loss:
///   which batch of [Evaluation#BATCH_SIZE] rows
/// @param batch the rows
/// @param model what is trained
/// @param loss what is minimised
/// @param penalty what is added to the loss
/// @param generators where the generators stood before the step; empty if they do not say it
public record FailedStep(
    What what,
    int epoch,
    long number,
    long position,
    Batch batch,
    Layer model,
    Loss loss,
    Optional<Supplier<Tensor>> penalty,
    SequencedMap<String, Tensor> generators) {
  /// Which number is not finite.
  public enum What {
    /// The loss of a step, with its penalty.
    LOSS("loss"),
    /// A gradient of a step, limited.
    GRADIENTS("norm of the gradients"),
    /// The validation loss.
    VALIDATION_LOSS("validation loss");

    final String text;

    What(String text) {
      this.text = text;
    }
  }

  /// Keeps an unmodifiable copy.
  public FailedStep {
    generators = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(generators));
  }

  /// Runs code that computes the step again: it draws the numbers that the step drew, so that
  /// Dropout drops the same. Generators and the model's buffers are afterwards as before.
  public <T> T replay(Supplier<T> code) {
    Generators all = new Generators(model);
    SequencedMap<String, Tensor> buffers = new LinkedHashMap<>();
    model
        .state()
        .forEach((name, box) -> {
          if (box instanceof Buffer) {
            buffers.put(name, box.value().copy());
          }
        });
    Optional<SequencedMap<String, Tensor>> now =
        generators.isEmpty() ? Optional.empty() : Optional.of(all.state());
    now.ifPresent(_ -> all.restore(generators));
    try {
      return code.get();
    } finally {
      now.ifPresent(all::restore);
      model
          .state()
          .forEach((name, box) -> Optional.ofNullable(buffers.get(name)).ifPresent(box::set));
    }
  }
}
