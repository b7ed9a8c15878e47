package kierkegrad.graph;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.backend.Backend;
import kierkegrad.backend.Storage;
import kierkegrad.tensor.DType;

/// Storages for intermediate results, used again once nobody needs what is in them. This happens
/// once, when a program is planned; running it then allocates nothing.
final class Memory {
  private final List<Storage> free = new ArrayList<>();

  /// A storage for so many elements, a free one if it is not more than twice too large.
  Storage take(DType type, int size) {
    Storage best = null;
    for (Storage storage : free) {
      boolean fits =
          storage.dtype() == type && storage.size() >= size && storage.size() / 2 <= size;
      if (fits && (best == null || storage.size() < best.size())) {
        best = storage;
      }
    }
    if (best == null) {
      return Backend.current().fill(type, size, 0);
    }
    free.remove(best);
    return best;
  }

  /// Gives a storage back.
  void release(Storage storage) {
    free.add(storage);
  }
}
