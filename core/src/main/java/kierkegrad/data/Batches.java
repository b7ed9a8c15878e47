package kierkegrad.data;

import java.util.Iterator;
import java.util.OptionalInt;

/// Minibatches, epoch by epoch: what training reads.
///
/// @see Loader
/// @see StreamLoader
public interface Batches {
  /// The minibatches of an epoch, counted from 0. The same epoch gives the same batches however
  /// often and whenever it is asked for.
  Iterable<Batch> epoch(int epoch);

  /// The minibatches of an epoch from a later one on, to continue in the middle of it: `from` are
  /// left out. By default they are read and dropped.
  ///
  /// @param from the first one, counted from 0
  default Iterable<Batch> epoch(int epoch, long from) {
    return () -> {
      Iterator<Batch> batches = epoch(epoch).iterator();
      for (long i = 0; i < from && batches.hasNext(); i++) {
        batches.next();
      }
      return batches;
    };
  }

  /// The number of minibatches of an epoch, if it is known beforehand.
  default OptionalInt steps() {
    return OptionalInt.empty();
  }
}
