package kierkegrad.optim;

import kierkegrad.grad.Gradients;

/// Changes parameters so that a loss falls.
public interface Optimizer {
  /// Changes every parameter that has a gradient.
  void step(Gradients gradients);
}
