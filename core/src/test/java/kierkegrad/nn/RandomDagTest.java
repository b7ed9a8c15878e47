package kierkegrad.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import kierkegrad.grad.GradCheck;
import kierkegrad.nn.activation.LeakyReLU;
import kierkegrad.nn.activation.LogSoftmax;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.nn.activation.Sigmoid;
import kierkegrad.nn.activation.Softmax;
import kierkegrad.nn.activation.Softplus;
import kierkegrad.nn.activation.Tanh;
import kierkegrad.nn.init.Init;
import kierkegrad.random.Generator;
import kierkegrad.random.Seed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random acyclic graphs of the lectures' modules: the gradients in the input and in every
/// parameter agree with central differences. The seed is the name of the test.
class RandomDagTest {
  private static final int WIDTH = 3;
  private static final Shape INPUT = Shape.of(2, WIDTH);

  /// Appends to the values that are already computed.
  private interface Step {
    void run(List<Tensor> values);
  }

  private final List<Step> steps = new ArrayList<>();
  private final List<Parameter> parameters = new ArrayList<>();
  private boolean nearKink;

  private static Stream<Long> seeds() {
    return LongStream.range(0, 60).boxed();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void hasTheGradientsOfItsDifferences(long seed) {
    Generator chance = Seed.of(seed);
    for (int known = 1, count = 4 + chance.nextBelow(12); count > 0; count--) {
      known += add(chance, known);
    }
    Tensor x = smoothPoint(chance);

    GradCheck.check(in -> output(in.getFirst()), x);
    parameters.forEach(parameter -> check(parameter, x));
  }

  /// Adds a random module that reads earlier values, and says how many it computes.
  private int add(Generator chance, int known) {
    int a = chance.nextBelow(known);
    int b = chance.nextBelow(known);
    switch (chance.nextBelow(7)) {
      case 0 -> {
        steps.add(values -> values.addAll(new Duplicate(2).forward(values.get(a))));
        return 2;
      }
      case 1 ->
          steps.add(values ->
              values.add(new Add().forward(values.get(a), values.get(b), values.getFirst())));
      case 2 ->
          steps.add(values -> {
            avoid(values.get(a).sub(values.get(b)));
            values.add(new Max().forward(values.get(a), values.get(b)));
          });
      case 3 -> {
        Layer linear = linear(chance);
        steps.add(values -> values.add(linear.forward(values.get(a))));
      }
      case 4 -> {
        Layer kinked = pick(chance, new ReLU(), new LeakyReLU(0.1));
        steps.add(values -> {
          avoid(values.get(a));
          values.add(kinked.forward(values.get(a)));
        });
      }
      case 5 -> {
        Layer smooth = pick(chance, new Sigmoid(), new Tanh(), new Softplus(), new Identity());
        steps.add(values -> values.add(smooth.forward(values.get(a))));
      }
      default -> {
        Layer row = pick(chance, new Softmax(1), new LogSoftmax(1));
        steps.add(values -> values.add(row.forward(values.get(a))));
      }
    }
    return 1;
  }

  private static Layer pick(Generator chance, Layer... layers) {
    return layers[chance.nextBelow(layers.length)];
  }

  private Linear linear(Generator chance) {
    Parameter weight =
        new Parameter(Init.normal(chance, DType.F64, Shape.of(WIDTH, WIDTH), 0, 0.7));
    Parameter bias = new Parameter(Init.normal(chance, DType.F64, Shape.of(WIDTH), 0, 0.7));
    parameters.addAll(List.of(weight, bias));
    return new Linear(weight, Optional.of(bias));
  }

  /// Notes a tie or a zero that a small change could break. Exact ones cannot be broken: they are
  /// two readers of one value, or a part that ReLU silenced.
  private void avoid(Tensor distance) {
    Tensor size = distance.abs();
    nearKink |= size.gt(0).and(size.lt(1e-3)).any();
  }

  private Tensor smoothPoint(Generator chance) {
    for (int attempt = 0; attempt < 200; attempt++) {
      nearKink = false;
      Tensor x = Init.normal(chance, DType.F64, INPUT, 0, 1);
      output(x);
      if (!nearKink) {
        return x;
      }
    }
    throw new AssertionError("no point without ties was found");
  }

  /// The last values side by side, so that several paths count.
  private Tensor output(Tensor x) {
    List<Tensor> values = new ArrayList<>(List.of(x));
    steps.forEach(step -> step.run(values));
    return Tensor.concat(1, values.subList(Math.max(0, values.size() - 3), values.size()));
  }

  private void check(Parameter parameter, Tensor x) {
    Tensor start = parameter.value().copy().detach();
    double[] gradient =
        output(x.tracked())
            .square()
            .sum()
            .backward()
            .find(parameter)
            .orElseGet(() -> Tensor.zeros(DType.F64, start.shape()))
            .toDoubleArray();
    for (int i = 0; i < gradient.length; i++) {
      double slope =
          (moved(parameter, start, i, 1e-6, x) - moved(parameter, start, i, -1e-6, x)) / 2e-6;
      assertThat(gradient[i]).isCloseTo(slope, within(1e-5 * Math.max(1, Math.abs(slope))));
    }
  }

  private double moved(Parameter parameter, Tensor start, int element, double step, Tensor x) {
    double[] values = start.toDoubleArray();
    values[element] += step;
    parameter.set(Tensor.of(values, start.shape().toArray()));
    double result = output(x).square().sum().item();
    parameter.set(start);
    return result;
  }
}
