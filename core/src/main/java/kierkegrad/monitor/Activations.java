package kierkegrad.monitor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import kierkegrad.explain.Activation;
import kierkegrad.monitor.Measurements.ActivationPoint;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Mode;
import kierkegrad.random.Seed;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Looks at the activations of a model for rows that are always the same.
final class Activations {
  /// The share of an activation's range that counts as its end.
  private static final double END = 0.01;

  private final Layer model;
  private final Tensor rows;
  private final List<Mode> modes = new ArrayList<>();

  Activations(Layer model, Tensor rows) {
    this.model = model;
    this.rows = rows;
    collect(model, modes);
  }

  private static void collect(Layer layer, List<Mode> modes) {
    for (Object part : layer.children().values()) {
      switch (part) {
        case Mode mode -> modes.add(mode);
        case Layer child -> collect(child, modes);
        default -> {}
      }
    }
  }

  int rows() {
    return rows.size(0);
  }

  /// The activations now, in evaluation mode. The modes are then as before, and no number is drawn
  /// that the training would have drawn.
  List<Activation> now() {
    List<Boolean> training = modes.stream().map(Mode::isTraining).toList();
    modes.forEach(mode -> mode.set(false));
    try {
      return Seed.use(Seed.of(0), () -> Activation.of(model, rows));
    } finally {
      for (int i = 0; i < modes.size(); i++) {
        modes.get(i).set(training.get(i));
      }
    }
  }

  static SequencedMap<String, ActivationPoint> points(List<Activation> activations) {
    SequencedMap<String, ActivationPoint> points = new LinkedHashMap<>();
    activations.forEach(activation -> points.put(activation.name(), point(activation)));
    return points;
  }

  private static ActivationPoint point(Activation activation) {
    Tensor y = activation.value();
    return switch (activation.function()) {
      case "relu" -> new ActivationPoint(dead(y), Double.NaN);
      case "sigmoid" -> new ActivationPoint(Double.NaN, outside(y, END, 1 - END));
      case "tanh" -> new ActivationPoint(Double.NaN, outside(y, 2 * END - 1, 1 - 2 * END));
      default -> new ActivationPoint(Double.NaN, Double.NaN);
    };
  }

  private static double outside(Tensor y, double low, double high) {
    float[] values = y.toFloatArray();
    int count = 0;
    for (float value : values) {
      if (value < low || value > high) {
        count++;
      }
    }
    return (double) count / values.length;
  }

  private static double dead(Tensor y) {
    int units = units(y.shape());
    int inner = inner(y.shape());
    boolean[] alive = new boolean[units];
    float[] values = y.toFloatArray();
    for (int i = 0; i < values.length; i++) {
      alive[i / inner % units] |= values[i] != 0;
    }
    int dead = units;
    for (boolean unit : alive) {
      dead -= unit ? 1 : 0;
    }
    return (double) dead / units;
  }

  /// The units are the channels of images `[rows, channels, height, width]`, otherwise the last
  /// axis.
  static int units(Shape shape) {
    return shape.rank() < 2 ? 1 : shape.size(shape.rank() == 4 ? 1 : -1);
  }

  /// How many values of a unit stand side by side.
  private static int inner(Shape shape) {
    return shape.rank() == 4 ? shape.size(2) * shape.size(3) : 1;
  }
}
