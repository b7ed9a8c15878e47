package kierkegrad.train;

import java.util.Optional;
import java.util.function.Supplier;
import kierkegrad.data.Batch;
import kierkegrad.grad.Gradients;
import kierkegrad.loss.Loss;
import kierkegrad.nn.Layer;
import kierkegrad.optim.Optimizer;
import kierkegrad.tensor.Tensor;

/// One batch forwards and backwards.
///
/// @param prediction what the model made of it
/// @param loss without penalty
/// @param total loss and penalty together
/// @param gradients of the total, limited
/// @param update what changes the parameters by these gradients
record Pass(Tensor prediction, double loss, double total, Gradients gradients, Runnable update) {
  /// Runs it operation by operation.
  static Pass eager(
      Layer model,
      Loss loss,
      Optional<Supplier<Tensor>> penalty,
      Clipping clipping,
      Optimizer optimizer,
      Batch batch) {
    Tensor prediction = model.forward(batch.x());
    Tensor error = loss.of(prediction, batch.y());
    Tensor total = penalty.map(p -> error.add(p.get())).orElse(error);
    Gradients gradients = clipping.apply(total.backward());
    return new Pass(
        prediction, error.item(), total.item(), gradients, () -> optimizer.step(gradients));
  }
}
