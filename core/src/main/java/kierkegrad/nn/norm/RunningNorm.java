package kierkegrad.nn.norm;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import kierkegrad.nn.Buffer;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Mode;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// A normalisation of channels that may remember the statistics of what it was trained with:
/// `running = (1 − momentum)·running + momentum·new`, with the variance of all but one (n − 1).
///
/// The state is that of PyTorch: `weight`, `bias`, `running_mean`, `running_var`,
/// `num_batches_tracked`.
public abstract sealed class RunningNorm implements Layer permits BatchNorm, InstanceNorm {
  /// Running statistics: mean 0, variance 1 and no batches at the start.
  private record Running(Buffer mean, Buffer variance, Buffer batches) {
    static Running of(int channels) {
      return new Running(
          new Buffer(Tensor.zeros(channels)),
          new Buffer(Tensor.ones(channels)),
          new Buffer(Tensor.zeros(DType.I64, Shape.SCALAR)));
    }
  }

  private final int channels;
  private final double eps;
  private final Optional<Double> momentum;
  private final Optional<Parameter> weight;
  private final Optional<Parameter> bias;
  private final Optional<Running> running;
  private final Mode mode = new Mode();

  RunningNorm(
      int channels,
      double eps,
      Optional<Double> momentum,
      boolean affine,
      boolean bias,
      boolean trackRunningStats) {
    this.channels = channels;
    this.eps = eps;
    this.momentum = momentum;
    this.weight = affine ? Optional.of(new Parameter(Tensor.ones(channels))) : Optional.empty();
    this.bias =
        affine && bias ? Optional.of(new Parameter(Tensor.zeros(channels))) : Optional.empty();
    this.running = trackRunningStats ? Optional.of(Running.of(channels)) : Optional.empty();
  }

  /// The number of channels.
  public final int channels() {
    return channels;
  }

  /// ε.
  public final double eps() {
    return eps;
  }

  /// The momentum, unless the running statistics are plain means.
  public final Optional<Double> momentum() {
    return momentum;
  }

  /// The weight, if there is one: ones at the start.
  public final Optional<Parameter> weight() {
    return weight;
  }

  /// The bias, if there is one: zeros at the start.
  public final Optional<Parameter> bias() {
    return bias;
  }

  /// The running mean, if it is tracked.
  public final Optional<Buffer> runningMean() {
    return running.map(Running::mean);
  }

  /// The running variance, if it is tracked.
  public final Optional<Buffer> runningVariance() {
    return running.map(Running::variance);
  }

  @Override
  public final SequencedMap<String, Object> children() {
    SequencedMap<String, Object> parts = new LinkedHashMap<>();
    weight.ifPresent(w -> parts.put("weight", w));
    bias.ifPresent(b -> parts.put("bias", b));
    running.ifPresent(r -> {
      parts.put("running_mean", r.mean());
      parts.put("running_var", r.variance());
      parts.put("num_batches_tracked", r.batches());
    });
    parts.put("mode", mode);
    return parts;
  }

  /// Such as `batch_norm1d`, for errors.
  abstract String name();

  /// Whether x has the dimensions that this layer takes, and how they are written.
  abstract boolean takes(Tensor x);

  abstract String layout();

  final void requireRank(Tensor x) {
    if (!takes(x)) {
      throw new ShapeException(name() + ": expects " + layout() + ", got " + x.shape());
    }
  }

  final String place() {
    return name() + weight.map(w -> w.layer("weight")).orElse("");
  }

  final boolean isTraining() {
    return mode.isTraining();
  }

  final boolean isTracking() {
    return running.isPresent();
  }

  /// Normalised by the running statistics.
  final Tensor evaluate(Tensor x) {
    Running r = running.orElseThrow();
    Tensor factor = r.variance().value().add(eps).rsqrt();
    Tensor scale = weight.map(w -> w.value().mul(factor)).orElse(factor);
    Tensor mean = r.mean().value().mul(scale);
    Tensor shift = bias.map(b -> b.value().sub(mean)).orElseGet(mean::neg);
    return x.mul(spread(scale, x)).add(spread(shift, x));
  }

  final Tensor countBatch() {
    Buffer batches = running.orElseThrow().batches();
    Tensor next = batches.value().add(1);
    batches.set(next);
    return next;
  }

  /// Moves the running statistics; without momentum they are the mean over all batches so far.
  final void move(Tensor mean, Tensor variance, Tensor batches) {
    Running r = running.orElseThrow();
    move(r.mean(), mean, batches);
    move(r.variance(), variance, batches);
  }

  private void move(Buffer buffer, Tensor next, Tensor batches) {
    Tensor now = buffer.value();
    buffer.set(
        momentum
            .map(m -> now.mul(1 - m).add(next.mul(m)))
            .orElseGet(() -> now.add(next.sub(now).div(batches.to(now.dtype())))));
  }

  /// All dimensions but the second one.
  static int[] allButChannels(Tensor x) {
    return IntStream.range(0, x.rank()).filter(i -> i != 1).toArray();
  }

  /// One number per channel in a shape that broadcasts to x.
  static Tensor spread(Tensor perChannel, Tensor x) {
    int[] sizes = new int[x.rank() - 1];
    Arrays.fill(sizes, 1);
    sizes[0] = perChannel.size(0);
    return perChannel.reshape(sizes);
  }

  /// Such as `BatchNorm1d(32, eps=1.0E-5, momentum=0.1, affine=true, trackRunningStats=true)`.
  @Override
  public final String toString() {
    return getClass().getSimpleName()
        + "("
        + channels
        + ", eps="
        + eps
        + ", momentum="
        + momentum.map(String::valueOf).orElse("None")
        + ", affine="
        + weight.isPresent()
        + (weight.isPresent() && bias.isEmpty() ? ", bias=false" : "")
        + ", trackRunningStats="
        + running.isPresent()
        + ")";
  }
}
