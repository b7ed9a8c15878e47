package kierkegrad.train;

import java.util.Optional;
import java.util.function.DoubleSupplier;
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
/// @param norm computes the Euclidean norm of the gradients
/// @param update what changes the parameters by these gradients
record Pass(
    Tensor prediction,
    double loss,
    double total,
    Gradients gradients,
    DoubleSupplier norm,
    Runnable update) {
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
        prediction,
        error.item(),
        total.item(),
        gradients,
        gradients::norm,
        () -> optimizer.step(gradients));
  }

  /// Whether all numbers of the gradients are finite.
  boolean hasFiniteGradients() {
    // The squares of large float64 gradients may overflow though they are finite.
    return Double.isFinite(norm.getAsDouble()) || areFinite(gradients);
  }

  private static boolean areFinite(Gradients gradients) {
    return gradients.variables().stream().allMatch(v -> gradients.of(v).isFinite().all());
  }
}
