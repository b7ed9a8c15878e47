package kierkegrad.report.surface;

import kierkegrad.landscape.PrincipalPlane;
import kierkegrad.landscape.Trail;
import kierkegrad.tensor.Tensor;

/// The way of a training, as it falls on its principal plane.
///
/// @param plane the plane, and where the snapshots lie on it
/// @param steps after how many updates each was taken `[k]`
public record Way(PrincipalPlane plane, Tensor steps) {
  /// The way that a trail took.
  public Way(PrincipalPlane plane, Trail trail) {
    this(plane, trail.steps());
  }

  int size() {
    return steps.elements();
  }

  double alpha(int i) {
    return plane.path().get(i, 0).item();
  }

  double beta(int i) {
    return plane.path().get(i, 1).item();
  }

  long step(int i) {
    return steps.get(i).itemLong();
  }
}
