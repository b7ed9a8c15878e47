package kierkegrad.nn.norm;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.nn.Buffer;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Mode;
import kierkegrad.nn.Parameter;

/// A normalisation of channels that may remember the statistics of what it was trained with.
///
/// The state is that of PyTorch: `weight`, `bias`, `running_mean`, `running_var`,
/// `num_batches_tracked`.
public sealed interface RunningNorm extends Layer
    permits BatchNorm1d, BatchNorm2d, BatchNorm3d, InstanceNorm1d, InstanceNorm2d, InstanceNorm3d {
  /// The number of channels.
  int channels();

  /// ε.
  double eps();

  /// The weight of a new batch in the running statistics, if there is one.
  Optional<Double> momentum();

  /// The weight, if there is one: ones at the start.
  Optional<Parameter> weight();

  /// The bias, if there is one: zeros at the start.
  Optional<Parameter> bias();

  /// The running statistics, if they are tracked.
  Optional<RunningStatistics> running();

  /// Whether it is being trained.
  Mode mode();

  /// The running mean, if it is tracked.
  default Optional<Buffer> runningMean() {
    return running().map(RunningStatistics::mean);
  }

  /// The running variance, if it is tracked.
  default Optional<Buffer> runningVariance() {
    return running().map(RunningStatistics::variance);
  }

  @Override
  default SequencedMap<String, Object> children() {
    SequencedMap<String, Object> parts = new LinkedHashMap<>();
    weight().ifPresent(w -> parts.put("weight", w));
    bias().ifPresent(b -> parts.put("bias", b));
    running()
        .ifPresent(r -> {
          parts.put("running_mean", r.mean());
          parts.put("running_var", r.variance());
          parts.put("num_batches_tracked", r.batches());
        });
    parts.put("mode", mode());
    return parts;
  }
}
