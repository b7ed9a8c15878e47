package kierkegrad.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import kierkegrad.nn.Layer;
import kierkegrad.optim.schedule.ReduceLROnPlateau;
import kierkegrad.tensor.Tensor;

/// A training between two steps: all that [Trainer#resume] needs so that it goes on, bit by bit, as
/// if it had never stopped. A value; a [CheckpointSink] takes it somewhere safe.
///
/// It does not hold what is not a result of the training: the model's form, the settings, the data,
/// and the order of its rows, which is a function of seed and epoch. The caller makes these again
/// as they were.
///
/// @param reports the epochs that are over
/// @param progress the epoch that is under way
/// @param model parameters and buffers by state name
/// @param frozen the names of the parameters that are frozen
/// @param optimizer what the optimizer remembers
/// @param generators where the generators stand: the current one under `current`, those of layers
///   under their paths
/// @param plateau what a schedule on a plateau remembers
/// @param accumulated the gradients that wait for their update
/// @param best the parameters that the training falls back to
/// @param callbacks what the callbacks remember, by their kind
public record TrainingState(
    List<EpochReport> reports,
    Progress progress,
    SequencedMap<String, Tensor> model,
    Set<String> frozen,
    SequencedMap<String, Tensor> optimizer,
    SequencedMap<String, Tensor> generators,
    Optional<ReduceLROnPlateau.Progress> plateau,
    Optional<Accumulated> accumulated,
    Optional<BestEpoch> best,
    SequencedMap<String, SequencedMap<String, Tensor>> callbacks) {

  /// Keeps unmodifiable copies.
  public TrainingState {
    reports = List.copyOf(reports);
    model = copy(model);
    frozen = Collections.unmodifiableSet(new TreeSet<>(frozen));
    optimizer = copy(optimizer);
    generators = copy(generators);
    callbacks = copy(callbacks);
  }

  /// An epoch that is under way; between two epochs the next one, with nothing done.
  ///
  /// @param epoch counted from 1
  /// @param batches how many of its minibatches are done
  /// @param rows how many rows they had
  /// @param loss the sum of their losses, each times its rows
  /// @param classified how many rows have class numbers
  /// @param correct how many of these were right
  /// @param seconds how long it has taken so far
  public record Progress(
      int epoch,
      long batches,
      long rows,
      double loss,
      long classified,
      long correct,
      double seconds) {
    /// Nothing done.
    static Progress start(int epoch) {
      return new Progress(epoch, 0, 0, 0, 0, 0, 0);
    }
  }

  /// Gradients that were added up and not used yet.
  ///
  /// @param batches of how many minibatches
  /// @param gradients their sum by the names of the parameters, in the order in which they were
  ///   found
  public record Accumulated(int batches, SequencedMap<String, Tensor> gradients) {
    /// Keeps an unmodifiable copy.
    public Accumulated {
      gradients = copy(gradients);
    }
  }

  /// The epoch with the lowest loss.
  ///
  /// @param epoch counted from 1
  /// @param loss its validation loss; without validation data its training loss
  /// @param model parameters and buffers after it
  public record BestEpoch(int epoch, double loss, SequencedMap<String, Tensor> model) {
    /// Keeps an unmodifiable copy.
    public BestEpoch {
      model = copy(model);
    }
  }

  /// How many steps are done since the start of the training.
  public long steps() {
    return (reports.isEmpty() ? 0 : reports.getLast().steps()) + progress.batches();
  }

  /// The best epoch so far, if the training keeps it.
  public OptionalInt bestEpoch() {
    return best.map(b -> OptionalInt.of(b.epoch())).orElse(OptionalInt.empty());
  }

  /// Whether an epoch has just ended, and was the best so far.
  public boolean isBest() {
    return progress.batches() == 0 && best.filter(b -> b.epoch() == reports.size()).isPresent();
  }

  /// The parameters and buffers of a model, copied.
  static SequencedMap<String, Tensor> values(Layer model) {
    SequencedMap<String, Tensor> values = new LinkedHashMap<>();
    model.state().forEach((name, box) -> values.put(name, box.value().detach().copy()));
    return values;
  }

  private static <T> SequencedMap<String, T> copy(Map<String, T> map) {
    return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
  }
}
