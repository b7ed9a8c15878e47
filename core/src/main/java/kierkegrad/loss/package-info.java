/// Losses: one number out of predictions and targets. PyTorch's names, defaults and reductions.
@org.jspecify.annotations.NullMarked
package kierkegrad.loss;
