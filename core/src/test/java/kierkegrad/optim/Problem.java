package kierkegrad.optim;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import kierkegrad.loss.MSELoss;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;

/// A small problem with fixed numbers, the one of `trajectories.csv`.
public record Problem(Parameter w, Parameter b) {
  public Problem() {
    this(new Parameter(wave(0.5, 0.9, 3, 2)), new Parameter(wave(0.3, 2.1, 2)));
  }

  /// `size · sin(1 + pace · i)`.
  private static Tensor wave(double size, double pace, int... shape) {
    int count = IntStream.of(shape).reduce(1, (a, b) -> a * b);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = size * Math.sin(1 + pace * i);
    }
    return Tensor.of(values, shape);
  }

  public List<Parameter> parameters() {
    return List.of(w, b);
  }

  public Tensor loss() {
    Tensor y = wave(1, 0.7, 4, 3).matmul(w.value()).add(b.value()).tanh();
    return new MSELoss().of(y, wave(0.8, 1.3, 4, 2));
  }

  public double[] numbers() {
    return DoubleStream.concat(
            DoubleStream.of(w.value().toDoubleArray()), DoubleStream.of(b.value().toDoubleArray()))
        .toArray();
  }
}
