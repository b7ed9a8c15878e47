package kierkegrad.monitor;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import kierkegrad.backend.Backend;
import kierkegrad.monitor.Measurements.WeightsPoint;
import kierkegrad.nn.Parameter;
import kierkegrad.op.Binary;
import kierkegrad.op.Copy;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Tensor;

/// One parameter, with the memory in which its value before an update is kept. All is bound once,
/// since a measurement should cost no more than its arithmetic.
final class Watched {
  private final Parameter parameter;
  private final Runnable keep;
  private final Runnable subtract;
  private final DoubleSupplier valueSquares;
  private final DoubleSupplier keptSquares;
  private Optional<Double> gradientSquares = Optional.empty();
  private double weightNorm;

  Watched(Parameter parameter) {
    Backend backend = Backend.current();
    Tensor first = parameter.value();
    Tensor value = Tensor.on(parameter.storage(), Layout.contiguous(first.shape()));
    Tensor kept = Tensor.zeros(first.dtype(), first.shape());
    this.parameter = parameter;
    this.keep = backend.bind(new Copy(), List.of(value), kept);
    this.subtract = backend.bind(Binary.SUB, List.of(value, kept), kept);
    this.valueSquares = backend.bindSquares(List.of(value));
    this.keptSquares = backend.bindSquares(List.of(kept));
  }

  Parameter parameter() {
    return parameter;
  }

  void before(Optional<Tensor> gradient) {
    gradientSquares = gradient.map(g -> Backend.current().bindSquares(List.of(g)).getAsDouble());
    weightNorm = Math.sqrt(valueSquares.getAsDouble());
    keep.run();
  }

  /// 0 without a gradient.
  double gradientSquares() {
    return gradientSquares.orElse(0.0);
  }

  WeightsPoint after() {
    subtract.run();
    double moved = Math.sqrt(keptSquares.getAsDouble());
    double gradientNorm = gradientSquares.map(Math::sqrt).orElse(Double.NaN);
    return new WeightsPoint(gradientNorm, weightNorm, moved / weightNorm);
  }
}
