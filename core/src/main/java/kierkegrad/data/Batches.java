package kierkegrad.data;

import java.util.OptionalInt;

/// Minibatches, epoch by epoch: what training reads.
///
/// @see Loader
/// @see StreamLoader
public interface Batches {
  /// The minibatches of an epoch, counted from 0. The same epoch gives the same batches however
  /// often and whenever it is asked for.
  Iterable<Batch> epoch(int epoch);

  /// The number of minibatches of an epoch, if it is known beforehand.
  default OptionalInt steps() {
    return OptionalInt.empty();
  }
}
