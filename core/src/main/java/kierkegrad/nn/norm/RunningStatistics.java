package kierkegrad.nn.norm;

import kierkegrad.nn.Buffer;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// What a normalisation remembers of its training: `running = (1 − momentum)·running +
/// momentum·new`, with the variance of all but one (n − 1).
///
/// @param mean per channel, 0 at the start
/// @param variance per channel, 1 at the start
/// @param batches how many there were
public record RunningStatistics(Buffer mean, Buffer variance, Buffer batches) {
  /// At the start.
  public RunningStatistics(int channels) {
    this(
        new Buffer(Tensor.zeros(channels)),
        new Buffer(Tensor.ones(channels)),
        new Buffer(Tensor.zeros(DType.I64, Shape.SCALAR)));
  }

  /// Sets them back to the start. PyTorch `reset_running_stats`.
  public void reset() {
    mean.set(Tensor.zeros(mean.value().shape().toArray()));
    variance.set(Tensor.ones(variance.value().shape().toArray()));
    batches.set(Tensor.zeros(DType.I64, Shape.SCALAR));
  }
}
