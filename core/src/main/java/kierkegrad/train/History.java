package kierkegrad.train;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a training came to.
///
/// @param epochs the epochs that were finished, in order; of a resumed training those before too
/// @param bestEpoch the epoch, counted from 1, whose parameters the model has now because its loss
///   was the lowest; none if it has the last ones
/// @param ending why it ended
/// @param unsaved why the last state could not be saved, if that was asked for and failed
public record History(
    List<EpochReport> epochs, OptionalInt bestEpoch, Ending ending, Optional<Exception> unsaved) {
  /// Why a training ended.
  public enum Ending {
    /// All epochs are done.
    COMPLETED,
    /// The validation loss did not fall any more.
    EARLY_STOPPED,
    /// Somebody asked for it.
    STOPPED,
    /// An error, such as a loss that is not a number.
    FAILED
  }

  /// A history of which all is saved that was to be saved.
  public History(List<EpochReport> epochs, OptionalInt bestEpoch, Ending ending) {
    this(epochs, bestEpoch, ending, Optional.empty());
  }

  /// Keeps an unmodifiable copy.
  public History {
    epochs = List.copyOf(epochs);
  }
}
