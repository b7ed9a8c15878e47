package kierkegrad.nn.norm;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import kierkegrad.nn.Buffer;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// How normalisations of channels compute.
///
/// @param norm the layer
/// @param name such as `batch_norm1d`, for errors
record Running(RunningNorm norm, String name) {
  static Optional<Parameter> weight(int channels, boolean wanted) {
    return wanted ? Optional.of(new Parameter(Tensor.ones(channels))) : Optional.empty();
  }

  static Optional<Parameter> bias(int channels, boolean wanted) {
    return wanted ? Optional.of(new Parameter(Tensor.zeros(channels))) : Optional.empty();
  }

  static Optional<RunningStatistics> statistics(int channels, boolean wanted) {
    return wanted ? Optional.of(new RunningStatistics(channels)) : Optional.empty();
  }

  /// Over the batch and all dimensions behind the channels.
  Tensor overBatch(Tensor x) {
    requireChannels(x);
    boolean training = norm.mode().isTraining();
    if (!training && norm.running().isPresent()) {
      return evaluate(x, norm.running().get());
    }
    int count = norm.channels() == 0 ? 0 : x.elements() / norm.channels();
    if (training && count == 1) {
      throw noVariance(x);
    }
    norm.running().filter(_ -> training).ifPresent(r -> track(x.detach(), r, count));
    DType type = x.dtype().floating();
    Shape each = Shape.of(norm.channels());
    return x.batchNorm(
        norm.weight().map(Parameter::value).orElseGet(() -> Tensor.ones(type, each)),
        norm.bias().map(Parameter::value).orElseGet(() -> Tensor.zeros(type, each)),
        norm.eps());
  }

  private void track(Tensor x, RunningStatistics r, int count) {
    int[] over = allButChannels(x);
    Tensor mean = x.mean(over);
    Tensor variance = x.sub(spread(mean, x)).square().sum(over).div(count - 1.0);
    Tensor batches = r.batches().value().add(1);
    r.batches().set(batches);
    boolean plain = norm.mode().takesPlainMeans();
    double usual = norm.momentum().filter(_ -> !plain).orElse(Double.NaN);
    move(r.mean(), mean, usual, batches);
    move(r.variance(), variance, usual, batches);
  }

  /// Over the dimensions behind the channels, each example by itself.
  Tensor overExamples(Tensor x) {
    if (norm.weight().isPresent() || norm.running().isPresent()) {
      requireChannels(x);
    }
    boolean training = norm.mode().isTraining();
    if (!training && norm.running().isPresent()) {
      return evaluate(x, norm.running().get());
    }
    int count = IntStream.range(2, x.rank()).map(x::size).reduce(1, (a, b) -> a * b);
    if (count == 1) {
      throw noVariance(x);
    }
    norm.running().ifPresent(r -> trackExamples(x.detach(), r, count));
    return x.instanceNorm(
        norm.weight().map(Parameter::value), norm.bias().map(Parameter::value), norm.eps());
  }

  /// Without momentum the statistics stay, as in PyTorch, which does not count batches here either.
  private void trackExamples(Tensor x, RunningStatistics r, int count) {
    int[] over = IntStream.range(2, x.rank()).toArray();
    Tensor mean = x.mean(over, true);
    Tensor variance = x.sub(mean).square().sum(over).div(count - 1.0);
    norm.momentum()
        .ifPresent(m -> {
          move(r.mean(), mean.mean(allButChannels(mean)), m, mean);
          move(r.variance(), variance.mean(0), m, mean);
        });
  }

  private static void move(Buffer buffer, Tensor next, double momentum, Tensor batches) {
    Tensor now = buffer.value();
    buffer.set(
        Double.isNaN(momentum)
            ? now.add(next.sub(now).div(batches.to(now.dtype())))
            : now.mul(1 - momentum).add(next.mul(momentum)));
  }

  private Tensor evaluate(Tensor x, RunningStatistics r) {
    Tensor factor = r.variance().value().add(norm.eps()).rsqrt();
    Tensor scale = norm.weight().map(w -> w.value().mul(factor)).orElse(factor);
    Tensor mean = r.mean().value().mul(scale);
    Tensor shift = norm.bias().map(b -> b.value().sub(mean)).orElseGet(mean::neg);
    return x.mul(spread(scale, x)).add(spread(shift, x));
  }

  ShapeException unfit(String layout, Tensor x) {
    return new ShapeException(place() + ": expects " + layout + ", got " + x.shape());
  }

  private void requireChannels(Tensor x) {
    if (x.size(1) != norm.channels()) {
      throw unfit("[n, " + norm.channels() + ", …]", x);
    }
  }

  private ShapeException noVariance(Tensor x) {
    return new ShapeException(
        place()
            + ": "
            + x.shape()
            + " has one value per channel, which has no variance; train with larger batches");
  }

  private String place() {
    return name + norm.weight().map(w -> w.layer("weight")).orElse("");
  }

  private static int[] allButChannels(Tensor x) {
    return IntStream.range(0, x.rank()).filter(i -> i != 1).toArray();
  }

  /// One number per channel in a shape that broadcasts to x.
  private static Tensor spread(Tensor perChannel, Tensor x) {
    int[] sizes = new int[x.rank() - 1];
    Arrays.fill(sizes, 1);
    sizes[0] = perChannel.size(0);
    return perChannel.reshape(sizes);
  }

  static String text(RunningNorm norm) {
    return norm.getClass().getSimpleName()
        + "("
        + norm.channels()
        + ", eps="
        + norm.eps()
        + ", momentum="
        + norm.momentum().map(String::valueOf).orElse("None")
        + ", affine="
        + norm.weight().isPresent()
        + (norm.weight().isPresent() && norm.bias().isEmpty() ? ", bias=false" : "")
        + ", trackRunningStats="
        + norm.running().isPresent()
        + ")";
  }
}
