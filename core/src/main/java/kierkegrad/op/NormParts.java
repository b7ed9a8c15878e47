package kierkegrad.op;

import kierkegrad.tensor.Tensor;

/// What the formulas are made of: x̂ and r.
record NormParts(Norm.Over of, Tensor normal, Tensor scale) {
  static NormParts of(Norm.Over of, Tensor x) {
    int[] over = of.over(x.shape());
    Tensor centred = x.sub(x.mean(over, true));
    Tensor scale = centred.square().mean(over, true).add(of.eps()).rsqrt();
    return new NormParts(of, centred.mul(scale), scale);
  }

  Tensor mean(Tensor u) {
    return u.mean(of.over(u.shape()), true);
  }

  /// u without its parts along 1 and along x̂.
  Tensor project(Tensor u) {
    return u.sub(mean(u)).sub(normal.mul(mean(u.mul(normal))));
  }

  /// Summed to the shape of the weight.
  Tensor gather(Tensor u, Tensor w) {
    return u.sumTo(of.spread(w, u.shape()).shape()).reshape(w.shape());
  }
}
