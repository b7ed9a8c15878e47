package kierkegrad.explain;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kierkegrad.backend.Storage;
import kierkegrad.data.Batch;
import kierkegrad.explain.Recorder.Entry;
import kierkegrad.op.Reduce;
import kierkegrad.op.View;
import kierkegrad.tensor.Tensor;

/// Tells which rows of a batch numbers belong to: a tensor that was made of the batch row by row
/// has as many rows as the batch.
final class Rows {
  private final int count;
  private final Set<Tensor> aligned = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Storage> batch = Collections.newSetFromMap(new IdentityHashMap<>());

  Rows(Batch batch) {
    this.count = batch.rows();
    this.batch.add(batch.x().storage());
    this.batch.add(batch.y().storage());
  }

  /// Follows the rows through the operations, in their order.
  void follow(List<Entry> entries) {
    for (Entry entry : entries) {
      Tensor y = entry.result();
      boolean kept =
          switch (entry.op()) {
            case Reduce reduce -> !reduce.axes().contains(0);
            case View.Permute permute -> permute.order().getFirst() == 0;
            default -> true;
          };
      if (kept && hasRows(y) && entry.operands().stream().anyMatch(this::isAligned)) {
        aligned.add(y);
      }
    }
  }

  private boolean hasRows(Tensor x) {
    return x.rank() > 0 && x.size(0) == count;
  }

  private boolean isAligned(Tensor x) {
    return aligned.contains(x) || hasRows(x) && batch.contains(x.storage());
  }

  /// The rows of a tensor that have numbers that are not finite: among the rows that matter, if
  /// those have some. Without rows, those that matter.
  Set<Integer> bad(Tensor x, Set<Integer> mattering) {
    return bad(x, x, mattering);
  }

  /// The same for what belongs to a tensor, such as its gradient.
  Set<Integer> bad(Tensor owner, Tensor numbers, Set<Integer> mattering) {
    if (!isAligned(owner) || !hasRows(numbers)) {
      return mattering;
    }
    double[] all = numbers.detach().toDoubleArray();
    int width = all.length / count;
    Set<Integer> bad = new TreeSet<>();
    for (int i = 0; i < all.length; i++) {
      if (!Double.isFinite(all[i])) {
        bad.add(i / width);
      }
    }
    Set<Integer> both = new TreeSet<>(bad);
    both.retainAll(mattering);
    return both.isEmpty() ? bad : both;
  }

  /// The place of the first number that is not finite, in one of these rows if it can be.
  int firstBad(Tensor x, Set<Integer> in) {
    double[] all = x.detach().toDoubleArray();
    int first = -1;
    for (int i = 0; i < all.length; i++) {
      if (!Double.isFinite(all[i])) {
        boolean inside = hasRows(x) && in.contains(i / (all.length / count));
        if (inside || in.isEmpty()) {
          return i;
        }
        first = first < 0 ? i : first;
      }
    }
    return Math.max(first, 0);
  }
}
