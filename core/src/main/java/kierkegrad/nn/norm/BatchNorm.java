package kierkegrad.nn.norm;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import kierkegrad.nn.Buffer;
import kierkegrad.nn.Mode;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// What [BatchNorm1d] and [BatchNorm2d] share.
///
/// In training each channel is normalised by its own mean and variance in the batch, and the
/// running ones move towards them: `running = (1 − momentum)·running + momentum·new`, with the
/// variance of all but one (n − 1). In evaluation the running ones are used.
///
/// @param weight w `[c]`, ones at the start, if there is one
/// @param bias b `[c]`, zeros at the start, if there is one
/// @param running the running mean and variance, if they are tracked; without them the batch's own
///   are used in evaluation too
/// @param momentum 0.1 by default; if absent, the running ones are the plain mean over all batches
record BatchNorm(
    int channels,
    double eps,
    Optional<Double> momentum,
    Optional<Parameter> weight,
    Optional<Parameter> bias,
    Optional<Running> running,
    Mode mode) {
  /// Running statistics: mean 0, variance 1 and no batches at the start.
  record Running(Buffer mean, Buffer variance, Buffer batches) {
    static Running of(int channels) {
      return new Running(
          new Buffer(Tensor.zeros(channels)),
          new Buffer(Tensor.ones(channels)),
          new Buffer(Tensor.zeros(DType.I64, Shape.SCALAR)));
    }
  }

  static BatchNorm of(
      int channels, double eps, Optional<Double> momentum, boolean affine, boolean track) {
    return new BatchNorm(
        channels,
        eps,
        momentum,
        affine ? Optional.of(new Parameter(Tensor.ones(channels))) : Optional.empty(),
        affine ? Optional.of(new Parameter(Tensor.zeros(channels))) : Optional.empty(),
        track ? Optional.of(Running.of(channels)) : Optional.empty(),
        new Mode());
  }

  SequencedMap<String, Object> children() {
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

  Tensor forward(String name, Tensor x) {
    if (x.rank() < 2 || x.size(1) != channels) {
      throw new ShapeException(
          name
              + weight.map(w -> w.layer("weight")).orElse("")
              + ": expects [n, "
              + channels
              + ", …], got "
              + x.shape());
    }
    DType type = x.dtype().floating();
    Tensor w = weight.map(Parameter::value).orElseGet(() -> Tensor.ones(type, Shape.of(channels)));
    Tensor b = bias.map(Parameter::value).orElseGet(() -> Tensor.zeros(type, Shape.of(channels)));
    if (!mode.isTraining() && running.isPresent()) {
      return evaluate(x, running.get(), w, b);
    }
    int count = channels == 0 ? 0 : x.elements() / channels;
    if (mode.isTraining() && count == 1) {
      throw new ShapeException(
          name
              + weight.map(own -> own.layer("weight")).orElse("")
              + ": "
              + x.shape()
              + " has one value per channel, which has no variance; train with larger batches");
    }
    running.filter(_ -> mode.isTraining()).ifPresent(r -> update(x.detach(), r, count));
    return x.batchNorm(w, b, eps);
  }

  private Tensor evaluate(Tensor x, Running r, Tensor w, Tensor b) {
    Tensor scale = w.mul(r.variance().value().add(eps).rsqrt());
    Tensor shift = b.sub(r.mean().value().mul(scale));
    return x.mul(spread(scale, x)).add(spread(shift, x));
  }

  private void update(Tensor x, Running r, int count) {
    int[] over = IntStream.range(0, x.rank()).filter(i -> i != 1).toArray();
    Tensor mean = x.mean(over);
    Tensor variance = x.sub(spread(mean, x)).square().sum(over).div(count - 1.0);
    Tensor batches = r.batches().value().add(1);
    move(r.mean(), mean, batches);
    move(r.variance(), variance, batches);
    r.batches().set(batches);
  }

  private void move(Buffer buffer, Tensor next, Tensor batches) {
    Tensor now = buffer.value();
    buffer.set(
        momentum
            .map(m -> now.mul(1 - m).add(next.mul(m)))
            .orElseGet(() -> now.add(next.sub(now).div(batches.to(now.dtype())))));
  }

  /// One number per channel in a shape that broadcasts to x.
  private static Tensor spread(Tensor perChannel, Tensor x) {
    int[] sizes = new int[x.rank() - 1];
    Arrays.fill(sizes, 1);
    sizes[0] = perChannel.size(0);
    return perChannel.reshape(sizes);
  }

  String text(String name) {
    return name
        + "("
        + channels
        + ", eps="
        + eps
        + ", momentum="
        + momentum.map(String::valueOf).orElse("None")
        + ", affine="
        + weight.isPresent()
        + ", trackRunningStats="
        + running.isPresent()
        + ")";
  }
}
