package kierkegrad.train;

import java.util.Optional;
import kierkegrad.grad.Gradients;
import kierkegrad.optim.Optimizer;
import kierkegrad.tensor.Tensor;

/// Adds up the gradients of several batches for one update.
final class Accumulation {
  private final int batches;
  private final Clipping clipping;
  private final Optimizer optimizer;
  private Optional<Gradients> sum = Optional.empty();
  private int count;

  Accumulation(int batches, Clipping clipping, Optimizer optimizer) {
    this.batches = batches;
    this.clipping = clipping;
    this.optimizer = optimizer;
  }

  /// A pass that updates only if it is the last of its group, by the mean gradients of the group.
  Pass add(Pass pass) {
    if (batches == 1) {
      return pass;
    }
    // A compiled step writes over its gradients.
    Gradients fresh = pass.gradients().map(Tensor::copy);
    sum = Optional.of(sum.map(s -> s.plus(fresh)).orElse(fresh));
    count++;
    Gradients mean = mean();
    Runnable update = count < batches ? () -> {} : () -> update(mean);
    return new Pass(pass.prediction(), pass.loss(), pass.total(), mean, update);
  }

  /// Updates by what is left.
  void finish() {
    if (sum.isPresent()) {
      update(mean());
    }
  }

  private Gradients mean() {
    Gradients mean = sum.orElse(Gradients.none()).times(1.0 / count);
    return clipping.apply(mean);
  }

  private void update(Gradients mean) {
    optimizer.step(mean);
    sum = Optional.empty();
    count = 0;
  }
}
