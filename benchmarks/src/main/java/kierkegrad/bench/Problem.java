package kierkegrad.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// A training that every peer runs: network, first weights, minibatches, loss and optimizer. All
/// numbers follow from formulas, so that peers in different processes compute the same thing.
///
/// @param name such as `a16`
/// @param stages the network
/// @param weights the parameters at the start, in the order of the stages
/// @param batches the minibatches; step i takes number i modulo their number
/// @param rule how the weights change
/// @param flops floating-point operations of the matrix products of one step; 2 per
///   multiply-and-add, first layer without the gradient of its input, causal attention counted half
public record Problem(
    String name,
    List<Stage> stages,
    List<Weight> weights,
    List<Sample> batches,
    Rule rule,
    double flops) {
  /// All problems.
  public static final List<String> NAMES = List.of("a1", "a16", "a150", "b", "c", "d");

  /// How weights change; the learning rate is 0.05 for SGD and 0.001 for the others.
  public enum Rule {
    SGD,
    ADAM,
    ADAMW
  }

  /// A parameter at the start.
  public record Weight(int[] shape, float[] values) {}

  /// A minibatch: with labels the loss is cross-entropy, otherwise the mean square distance from
  /// the target.
  public record Sample(int[] shape, float[] x, int[] labels, float[] target) {
    /// Whether the target is a class per row.
    public boolean isClassified() {
      return labels.length > 0;
    }
  }

  /// Whether a word names a problem: one of [#NAMES], or `mlp:512x2x128`, hidden layers of 512, two
  /// of them, on minibatches of 128.
  public static boolean isNamed(String word) {
    return NAMES.contains(word) || word.matches("mlp:[1-9][0-9]*x[1-9][0-9]*x[1-9][0-9]*");
  }

  /// The problem of that name.
  public static Problem of(String name) {
    if (name.startsWith("mlp:")) {
      int[] sizes = Stream.of(name.substring(4).split("x")).mapToInt(Integer::parseInt).toArray();
      return perceptron(name, sizes[0], sizes[1], sizes[2]);
    }
    return switch (name) {
      case "a1" -> iris(name, 1);
      case "a16" -> iris(name, 16);
      case "a150" -> iris(name, 150);
      case "b" -> digits();
      case "c" -> convolutions();
      case "d" -> block();
      default ->
          throw new IllegalArgumentException("no such case: " + name + "; there are " + NAMES);
    };
  }

  /// The learning rate.
  public double lr() {
    return rule == Rule.SGD ? 0.05 : 1e-3;
  }

  private static Problem iris(String name, int rows) {
    List<Stage> stages =
        List.of(
            new Stage.Dense(4, 4),
            Stage.Activation.SIGMOID,
            new Stage.Dense(4, 3),
            Stage.Activation.SIGMOID,
            new Stage.Dense(3, 3));
    List<Sample> batches = new ArrayList<>();
    for (int from = 0; from + rows <= 150; from += rows) {
      float[] x = new float[rows * 4];
      int[] labels = new int[rows];
      for (int i = 0; i < rows; i++) {
        // Flowers in turn, each around a centre of its class.
        SplittableRandom random = new SplittableRandom(1000 + from + i);
        int label = (from + i) % 3;
        labels[i] = label;
        for (int j = 0; j < 4; j++) {
          x[i * 4 + j] = (float) (label - 1 + 0.3 * j * (label - 1) + random.nextDouble(-0.8, 0.8));
        }
      }
      batches.add(new Sample(new int[] {rows, 4}, x, labels, new float[0]));
    }
    double flops = 2.0 * rows * (2 * 16 + 3 * (12 + 9));
    return new Problem(name, stages, weights(stages), batches, Rule.SGD, flops);
  }

  private static Problem digits() {
    List<Stage> stages =
        List.of(
            new Stage.Dense(784, 512),
            Stage.Activation.RELU,
            new Stage.Dense(512, 256),
            Stage.Activation.RELU,
            new Stage.Dense(256, 10));
    double flops = 2.0 * 128 * (2 * 784 * 512 + 3 * (512 * 256 + 256 * 10));
    return new Problem("b", stages, weights(stages), classified(4, 10, 128, 784), Rule.ADAM, flops);
  }

  /// 256 features, `depth` hidden layers of that width with ReLU, 10 classes.
  private static Problem perceptron(String name, int width, int depth, int rows) {
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      stages.add(new Stage.Dense(i == 0 ? 256 : width, width));
      stages.add(Stage.Activation.RELU);
    }
    stages.add(new Stage.Dense(width, 10));
    double products = 2.0 * 256 * width + 3.0 * width * (width * (depth - 1.0) + 10);
    List<Sample> batches = classified(4, 10, rows, 256);
    return new Problem(name, stages, weights(stages), batches, Rule.ADAM, 2 * rows * products);
  }

  private static Problem convolutions() {
    List<Stage> stages =
        List.of(
            new Stage.Conv(1, 32, 3),
            Stage.Activation.RELU,
            new Stage.Conv(32, 64, 3),
            Stage.Activation.RELU,
            new Stage.Pool(2),
            new Stage.Flatten(),
            new Stage.Dense(9216, 128),
            Stage.Activation.RELU,
            new Stage.Dense(128, 10));
    double flops =
        2.0 * 64 * (2 * 26 * 26 * 32 * 9 + 3 * (24 * 24 * 64 * 288 + 9216.0 * 128 + 128 * 10));
    return new Problem(
        "c", stages, weights(stages), classified(4, 10, 64, 1, 28, 28), Rule.ADAM, flops);
  }

  private static Problem block() {
    int n = 8;
    int length = 128;
    int width = 256;
    List<Stage> stages = List.of(new Stage.Block(width, 8));
    List<Sample> batches = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      SplittableRandom random = new SplittableRandom(2000 + i);
      float[] x = uniform(random, n * length * width, 1.7);
      float[] target = uniform(random, n * length * width, 1.7);
      batches.add(new Sample(new int[] {n, length, width}, x, new int[0], target));
    }
    double linear = 2.0 * n * length * width * width * 12;
    double attention = 2.0 * n * length * length * width;
    return new Problem("d", stages, weights(stages), batches, Rule.ADAMW, 3 * (linear + attention));
  }

  private static List<Sample> classified(int count, int classes, int... shape) {
    int size = 1;
    for (int d : shape) {
      size *= d;
    }
    List<Sample> batches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SplittableRandom random = new SplittableRandom(3000 + i);
      float[] x = uniform(random, size, 1);
      int[] labels = random.ints(shape[0], 0, classes).toArray();
      batches.add(new Sample(shape, x, labels, new float[0]));
    }
    return batches;
  }

  private static List<Weight> weights(List<Stage> stages) {
    List<Weight> weights = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    for (Stage stage : stages) {
      switch (stage) {
        case Stage.Dense(int in, int out) -> add(weights, random, in, out, in);
        case Stage.Conv(int in, int out, int k) -> add(weights, random, in * k * k, out, in, k, k);
        case Stage.Block(int d, int _) -> {
          norm(weights, d);
          add(weights, random, d, 3 * d, d);
          add(weights, random, d, d, d);
          norm(weights, d);
          add(weights, random, d, 4 * d, d);
          add(weights, random, 4 * d, d, 4 * d);
        }
        case Stage.Pool _, Stage.Flatten _, Stage.Activation _ -> {}
      }
    }
    return weights;
  }

  /// A weight `[out, …]` and a bias `[out]`, uniform on ±1/√fan.
  private static void add(
      List<Weight> weights, SplittableRandom random, int fan, int out, int... rest) {
    int[] shape = new int[rest.length + 1];
    shape[0] = out;
    System.arraycopy(rest, 0, shape, 1, rest.length);
    double bound = 1 / Math.sqrt(fan);
    weights.add(new Weight(shape, uniform(random, out * fan, bound)));
    weights.add(new Weight(new int[] {out}, uniform(random, out, bound)));
  }

  private static void norm(List<Weight> weights, int width) {
    float[] ones = new float[width];
    java.util.Arrays.fill(ones, 1);
    weights.add(new Weight(new int[] {width}, ones));
    weights.add(new Weight(new int[] {width}, new float[width]));
  }

  private static float[] uniform(SplittableRandom random, int size, double bound) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextDouble(-bound, bound);
    }
    return values;
  }
}
