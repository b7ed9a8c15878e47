package kierkegrad.cpu.loops;

import kierkegrad.cpu.machine.Machine;

/// The loops of optimizers, over the elements `from` to `to − 1` of arrays: in place, one pass,
/// every operation rounded once in the arrays' type. What they remember is 0 where it would be
/// subnormal: the memory of a unit that no longer learns would otherwise fade through numbers that
/// many processors compute with a hundred times more slowly.
public interface UpdateLoops {
  /// The loops that this machine runs fastest; all have the same bits.
  static UpdateLoops best() {
    if (Machine.hasVectors()) {
      return new VectorUpdates();
    }
    return new PlainUpdates();
  }

  /// `p ← p − rate·(g + decay·p)`.
  void descend(float[] p, float[] g, int from, int to, float rate, float decay);

  /// The same in double.
  void descend(double[] p, double[] g, int from, int to, double rate, double decay);

  /// `g ← g + decay·p`, `v ← momentum·v + share·g`, `p ← p − rate·v` or, with Nesterov, `p −
  /// rate·(g
  /// + momentum·v)`.
  void momentum(
      float[] p,
      float[] g,
      float[] v,
      int from,
      int to,
      float rate,
      float decay,
      float momentum,
      float share,
      boolean nesterov);

  /// The same in double.
  void momentum(
      double[] p,
      double[] g,
      double[] v,
      int from,
      int to,
      double rate,
      double decay,
      double momentum,
      double share,
      boolean nesterov);

  /// The formula of [kierkegrad.backend.Update.Adam].
  ///
  /// @param w the largest second moments with AMSGrad; otherwise not touched
  void adam(float[] p, float[] g, float[] m, float[] v, float[] w, int from, int to, AdamStep step);

  /// The same in double.
  void adam(
      double[] p, double[] g, double[] m, double[] v, double[] w, int from, int to, AdamStep step);

  /// `Σ x²` in double: element `from + i` is added to the sum number `i mod 16`, and these sums are
  /// added in halves.
  double squares(float[] x, int from, int to);

  /// The same in double.
  double squares(double[] x, int from, int to);

  /// `y ← x·factor`.
  void scale(float[] x, float[] y, int from, int to, float factor);

  /// The same in double.
  void scale(double[] x, double[] y, int from, int to, double factor);
}
