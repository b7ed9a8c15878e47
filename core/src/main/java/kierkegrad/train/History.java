package kierkegrad.train;

import java.util.List;
import java.util.OptionalInt;

/// What a training came to.
///
/// @param epochs the epochs that were finished, in order
/// @param bestEpoch the epoch, counted from 1, whose parameters the model has now because its
///   validation loss was the lowest; none if it has the last ones
/// @param ending why it ended
public record History(List<EpochReport> epochs, OptionalInt bestEpoch, Ending ending) {
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

  /// A history.
  public History {
    epochs = List.copyOf(epochs);
  }
}
