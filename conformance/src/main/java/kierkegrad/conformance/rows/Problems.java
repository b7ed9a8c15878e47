package kierkegrad.conformance.rows;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// A loss of some parameters: the problems of `record/optimizers.py`.
record Problems(List<Parameter> parameters, Supplier<Tensor> loss) {
  /// The numbers that need no generator: `size · sin(start + pace · i)`.
  static Tensor wave(double size, double pace, double start, int... shape) {
    int count = IntStream.of(shape).reduce(1, (a, b) -> a * b);
    return Tensor.of(
        IntStream.range(0, count).mapToDouble(i -> size * Math.sin(start + pace * i)).toArray(),
        shape);
  }

  private static Tensor wave(double size, double pace, int... shape) {
    return wave(size, pace, 1, shape);
  }

  private static Parameter parameter(Tensor start, DType type) {
    return new Parameter(start.to(type));
  }

  static Problems of(String name, DType type) {
    return switch (name) {
      case "valley" -> valley(type);
      case "quadratic" -> quadratic(type);
      case "cube" -> cube(type);
      case "network" -> network(type);
      case "logistic" -> logistic(type);
      case "held network" -> network(type).held();
      case "held logistic" -> logistic(type).held();
      default -> throw new IllegalArgumentException(name);
    };
  }

  /// With a penalty on large parameters, so that it has a lowest point not far away.
  private Problems held() {
    return new Problems(
        parameters,
        () ->
            parameters.stream()
                .map(p -> p.value().square().sum().mul(0.1))
                .reduce(loss.get(), Tensor::add));
  }

  private static Problems valley(DType type) {
    Parameter p = parameter(Tensor.of(new double[][] {{-1.2, 1.0}, {0.5, -0.5}}), type);
    return new Problems(
        List.of(p),
        () -> {
          Tensor a = p.value().select(1, 0);
          Tensor b = p.value().select(1, 1);
          return a.neg().add(1).square().add(b.sub(a.square()).square().mul(10)).sum();
        });
  }

  private static Problems quadratic(DType type) {
    Parameter p = parameter(wave(2, 0.8, 5), type);
    Tensor scale = Tensor.of(new double[] {0.1, 1, 3, 10, 30}).to(type);
    return new Problems(List.of(p), () -> scale.mul(p.value()).mul(p.value()).sum().mul(0.5));
  }

  private static Problems cube(DType type) {
    Parameter p = parameter(wave(1.5, 1.1, 2, 3, 2), type);
    Tensor target = wave(1, 0.6, 2, 3, 2).to(type);
    return new Problems(List.of(p), () -> p.value().sub(target).square().mean());
  }

  private static Problems network(DType type) {
    Parameter w1 = parameter(wave(0.7, 0.9, 3, 2), type);
    Parameter b1 = parameter(wave(0.2, 1.7, 3), type);
    Parameter w2 = parameter(wave(0.6, 1.3, 1, 3), type);
    Parameter b2 = parameter(wave(0.1, 1, 1), type);
    Tensor x = wave(1.2, 0.7, 8, 2).to(type);
    Tensor y = wave(0.8, 1.9, 8, 1).to(type);
    return new Problems(
        List.of(w1, b1, w2, b2),
        () ->
            x.linear(w1.value(), b1.value())
                .tanh()
                .linear(w2.value(), b2.value())
                .sub(y)
                .square()
                .mean());
  }

  private static Problems logistic(DType type) {
    Parameter w = parameter(wave(0.4, 1.1, 1, 3), type);
    Parameter b = parameter(wave(0.3, 1, 1), type);
    Tensor x = wave(1.5, 1.3, 10, 3).to(type);
    Tensor y = wave(1, 2.9, 10, 1).gt(0).to(type);
    return new Problems(
        List.of(w, b),
        () -> {
          Tensor z = x.linear(w.value(), b.value());
          return z.exp().add(1).log().sub(y.mul(z)).mean();
        });
  }
}
