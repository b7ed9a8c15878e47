package kierkegrad.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// What [LBFGS] remembers of the way so far, and what follows from it.
final class Curvature {
  private static final double LEAST = 1e-10;

  Tensor direction = Tensor.zeros(DType.F64, Shape.of(0));
  private Tensor slope = direction;
  double length;
  private double loss;
  private double scale = 1;
  int iterations;
  private final List<Tensor> changes = new ArrayList<>();
  private final List<Tensor> steps = new ArrayList<>();
  private final List<Double> inverses = new ArrayList<>();

  /// Learns from the new slope, and turns the direction.
  void turn(Tensor g, double lossNow, int historySize) {
    iterations++;
    if (iterations > 1) {
      Tensor y = g.sub(slope);
      Tensor s = direction.mul(length);
      double ys = dot(y, s);
      if (ys > LEAST) {
        if (changes.size() == historySize) {
          changes.removeFirst();
          steps.removeFirst();
          inverses.removeFirst();
        }
        changes.add(y);
        steps.add(s);
        inverses.add(1 / ys);
        scale = ys / dot(y, y);
      }
    }
    direction = twoLoops(g);
    slope = g;
    loss = lossNow;
  }

  private Tensor twoLoops(Tensor g) {
    double[] shares = new double[changes.size()];
    Tensor q = g.neg();
    for (int i = shares.length - 1; i >= 0; i--) {
      shares[i] = dot(steps.get(i), q) * inverses.get(i);
      q = q.sub(changes.get(i).mul(shares[i]));
    }
    Tensor r = q.mul(scale);
    for (int i = 0; i < shares.length; i++) {
      double back = dot(changes.get(i), r) * inverses.get(i);
      r = r.add(steps.get(i).mul(shares[i] - back));
    }
    return r;
  }

  void save(Map<String, Tensor> state) {
    if (iterations == 0) {
      return;
    }
    state.put("0.n_iter", Tensor.full(DType.F64, Shape.SCALAR, iterations));
    state.put("0.d", direction.copy());
    state.put("0.t", Tensor.full(DType.F64, Shape.SCALAR, length));
    state.put("0.H_diag", Tensor.full(DType.F64, Shape.SCALAR, scale));
    state.put("0.prev_flat_grad", slope.copy());
    state.put("0.prev_loss", Tensor.full(DType.F64, Shape.SCALAR, loss));
    if (!changes.isEmpty()) {
      state.put("0.old_dirs", Tensor.stack(0, changes));
      state.put("0.old_stps", Tensor.stack(0, steps));
      state.put("0.ro", Tensor.of(inverses.stream().mapToDouble(Double::doubleValue).toArray()));
    }
  }

  static Curvature of(Map<String, Tensor> state, int size) {
    Curvature c = new Curvature();
    if (!state.containsKey("0.n_iter")) {
      return c;
    }
    c.iterations = (int) value(state, "0.n_iter").item();
    c.direction = flat(state, "0.d", size);
    c.slope = flat(state, "0.prev_flat_grad", size);
    c.length = value(state, "0.t").item();
    c.scale = value(state, "0.H_diag").item();
    c.loss = value(state, "0.prev_loss").item();
    if (state.containsKey("0.ro")) {
      double[] inverses = value(state, "0.ro").toDoubleArray();
      for (int i = 0; i < inverses.length; i++) {
        c.inverses.add(inverses[i]);
        c.changes.add(value(state, "0.old_dirs").select(0, i).copy());
        c.steps.add(value(state, "0.old_stps").select(0, i).copy());
      }
    }
    return c;
  }

  private static Tensor flat(Map<String, Tensor> state, String key, int size) {
    Tensor found = value(state, key);
    if (found.elements() != size) {
      throw new IllegalArgumentException(
          "lbfgs: the saved "
              + key
              + " has "
              + found.elements()
              + " numbers, expected "
              + size
              + "; are these the parameters it was saved for?");
    }
    return found.detach().copy();
  }

  static double dot(Tensor a, Tensor b) {
    return a.mul(b).sum().item();
  }

  static Tensor value(Map<String, Tensor> state, String key) {
    Tensor found = state.get(key);
    if (found == null) {
      throw new IllegalArgumentException(
          "lbfgs: the saved state lacks " + key + "; was it saved by another optimizer?");
    }
    return found;
  }
}
