package kierkegrad.optim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import kierkegrad.nn.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Twelve steps of every optimizer beside LibTorch 2.10's, in double precision: the weights of a
/// layer `tanh(x·W + b)` under the mean squared error, after each step.
class TrajectoryTest {
  private static Optimizer optimizer(String name, List<Parameter> p) {
    SGD.Options sgd = new SGD.Options(0.5);
    return switch (name) {
      case "sgd" -> new SGD(p, 0.5);
      case "sgd-momentum" -> new SGD(p, sgd.withMomentum(0.9));
      case "sgd-dampening" -> new SGD(p, sgd.withMomentum(0.9).withDampening(0.3));
      case "sgd-nesterov" -> new SGD(p, sgd.withMomentum(0.9).withNesterov());
      case "sgd-decay" -> new SGD(p, sgd.withWeightDecay(0.1));
      case "sgd-nesterov-decay" ->
          new SGD(p, sgd.withMomentum(0.9).withNesterov().withWeightDecay(0.1));
      case "sgd-dampening-decay" ->
          new SGD(p, sgd.withMomentum(0.8).withDampening(0.3).withWeightDecay(0.1));
      case "adam" -> new Adam(p, 0.05);
      case "adam-options" ->
          new Adam(p, new AdamOptions(0.3, 0.1).withBetas(0.8, 0.95).withEps(1e-3));
      case "adam-amsgrad" -> new Adam(p, new AdamOptions(0.9, 0).withBetas(0.5, 0.6).withAmsgrad());
      case "adamw" -> new AdamW(p, 0.05);
      case "adamw-options" ->
          new AdamW(p, new AdamOptions(0.3, 0.1).withBetas(0.8, 0.95).withEps(1e-3));
      case "adamw-amsgrad" ->
          new AdamW(p, new AdamOptions(0.9, 0.1).withBetas(0.5, 0.6).withAmsgrad());
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sgd", "sgd-momentum", "sgd-dampening", "sgd-nesterov", "sgd-decay", "sgd-nesterov-decay",
        "sgd-dampening-decay", "adam", "adam-options", "adam-amsgrad", "adamw", "adamw-options",
        "adamw-amsgrad"
      })
  void followsLibTorch(String name) throws IOException {
    Problem problem = new Problem();
    Optimizer optimizer = optimizer(name, problem.parameters());
    List<double[]> expected = libTorch(name);
    assertThat(expected).hasSize(12);

    for (double[] row : expected) {
      optimizer.step(problem.loss().backward());
      assertThat(problem.numbers()).containsExactly(row, within(1e-12));
    }
  }

  private static List<double[]> libTorch(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(TrajectoryTest.class.getResourceAsStream("trajectories.csv"))) {
      Stream<String> lines = new String(in.readAllBytes(), UTF_8).lines();
      return lines
          .map(line -> line.split(",", -1))
          .filter(cells -> cells[0].equals(name))
          .map(cells -> Arrays.stream(cells).skip(2).mapToDouble(Double::parseDouble).toArray())
          .toList();
    }
  }
}
