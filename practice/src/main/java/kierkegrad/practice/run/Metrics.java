package kierkegrad.practice.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SequencedMap;
import kierkegrad.formats.DataException;
import kierkegrad.monitor.Measurements;

/// How a training went, as its `metrics.jsonl` tells it: also of a training that is still under way
/// or was killed.
///
/// @param start what it set out to do; none if it has not begun
/// @param epochs the epochs that are over
/// @param measurements the steps, activations and distributions that a [kierkegrad.monitor.Monitor]
///   looked at
/// @param end how it ended; none if it has not
/// @param others lines of other types, such as notes that were taken while it ran
public record Metrics(
    Optional<Start> start,
    List<Epoch> epochs,
    Measurements measurements,
    Optional<End> end,
    List<SequencedMap<String, Object>> others) {

  /// Keeps unmodifiable copies.
  public Metrics {
    epochs = List.copyOf(epochs);
    others = List.copyOf(others);
  }

  /// What a training set out to do.
  ///
  /// @param epochs how many epochs it has at most
  /// @param stepsPerEpoch how many steps an epoch has
  public record Start(int epochs, OptionalInt stepsPerEpoch) {}

  /// One epoch. The names are those of [kierkegrad.train.EpochReport].
  ///
  /// @param epoch counted from 1
  /// @param steps steps since the start of the training
  /// @param rows rows that were learned from in this epoch
  /// @param trainLoss the mean loss of its steps
  /// @param trainAccuracy the share of these rows that were right; of classes
  /// @param validationLoss the loss on the validation part afterwards, if there is one
  /// @param validationAccuracy the share of its rows that are right; of classes
  /// @param validationR2 the share of its variance that is explained; of numbers
  /// @param validationPredicted how many of its rows are taken for each class; empty without
  /// @param lr the learning rate of the last step
  /// @param seconds how long the epoch took, with validation
  public record Epoch(
      int epoch,
      long steps,
      long rows,
      double trainLoss,
      OptionalDouble trainAccuracy,
      OptionalDouble validationLoss,
      OptionalDouble validationAccuracy,
      OptionalDouble validationR2,
      List<Long> validationPredicted,
      double lr,
      double seconds) {
    /// Keeps an unmodifiable copy.
    public Epoch {
      validationPredicted = List.copyOf(validationPredicted);
    }
  }

  /// How a training ended.
  ///
  /// @param ending `completed`, `early_stopped`, `stopped` or `failed`
  /// @param bestEpoch the epoch whose weights the model has, if not the last ones
  public record End(String ending, OptionalInt bestEpoch) {}

  /// Reads a file. A last line that is cut off, because the training was killed, does not count.
  ///
  /// @throws DataException if it cannot be read, or a line is not what it should be
  public static Metrics read(Path file) {
    return new MetricsReader(file).read();
  }
}
