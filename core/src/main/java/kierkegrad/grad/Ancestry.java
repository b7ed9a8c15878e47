package kierkegrad.grad;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import kierkegrad.tensor.Tensor;

/// The remembered operations behind some results, in an order in which operands come before what is
/// made of them.
public final class Ancestry {
  private Ancestry() {}

  /// Every tensor that the results were made of, operands first, each once. Iterative, so that no
  /// chain is too long.
  ///
  /// @param trackedOnly whether to leave out what no gradient reaches
  public static List<Tensor> of(List<Tensor> results, boolean trackedOnly) {
    List<Tensor> order = new ArrayList<>();
    Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Visit> path = new ArrayDeque<>();
    for (Tensor result : results) {
      enter(result, trackedOnly, seen, path);
      while (!path.isEmpty()) {
        Visit visit = path.peek();
        if (visit.next < visit.tensor.inputs().size()) {
          enter(visit.tensor.inputs().get(visit.next++), trackedOnly, seen, path);
        } else {
          order.add(visit.tensor);
          path.pop();
        }
      }
    }
    return order;
  }

  private static void enter(
      Tensor tensor, boolean trackedOnly, Set<Tensor> seen, Deque<Visit> path) {
    if ((tensor.isTracked() || !trackedOnly) && seen.add(tensor)) {
      path.push(new Visit(tensor));
    }
  }

  private static final class Visit {
    private final Tensor tensor;
    private int next;

    private Visit(Tensor tensor) {
      this.tensor = tensor;
    }
  }
}
