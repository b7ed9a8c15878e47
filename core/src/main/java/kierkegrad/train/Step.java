package kierkegrad.train;

import kierkegrad.data.Batch;
import kierkegrad.grad.Gradients;
import kierkegrad.tensor.Tensor;

/// One step of training.
///
/// @param epoch the epoch, counted from 1
/// @param number the step, counted from 1 since the start of the training
/// @param batch what was learned from
/// @param prediction what the model made of it, such as logits
/// @param loss the loss, without penalty
/// @param gradients of loss and penalty together, clipped
/// @param lr the learning rate of the first group
public record Step(
    int epoch,
    long number,
    Batch batch,
    Tensor prediction,
    double loss,
    Gradients gradients,
    double lr) {}
