package kierkegrad.report.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kierkegrad.report.explain.PageData.Corner;
import kierkegrad.report.explain.PageData.Heat;
import kierkegrad.report.explain.PageData.Summary;
import kierkegrad.report.explain.PageData.Values;
import kierkegrad.tensor.Tensor;

/// Collects tensors, each content once: a gradient that is sent is often the one that arrives.
final class Tensors {
  /// Up to so many entries, a tensor is written in full.
  static final int FULL = 1024;

  /// So many numbers has the picture of a large one.
  private static final int PIXELS = 2048;

  private static final int TILES = 32;
  private static final int SIDE = 48;
  private static final int CORNER = 6;

  private record Content(List<Integer> shape, long[] bits) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Content(var s, var b) && s.equals(shape) && Arrays.equals(b, bits);
    }

    @Override
    public int hashCode() {
      return 31 * shape.hashCode() + Arrays.hashCode(bits);
    }
  }

  private final Map<Content, Integer> known = new HashMap<>();
  private final List<Values> tensors = new ArrayList<>();

  /// The number of a tensor.
  int add(Tensor tensor) {
    double[] values = tensor.toDoubleArray();
    List<Integer> shape = Arrays.stream(tensor.shape().toArray()).boxed().toList();
    long[] bits = Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
    return known.computeIfAbsent(
        new Content(shape, bits),
        _ -> {
          tensors.add(values(shape, values));
          return tensors.size() - 1;
        });
  }

  /// The number of a tensor that may be absent.
  Optional<Integer> add(Optional<Tensor> tensor) {
    return tensor.map(this::add);
  }

  List<Values> all() {
    return List.copyOf(tensors);
  }

  private static Values values(List<Integer> shape, double[] values) {
    return values.length <= FULL
        ? new Values(shape, Optional.of(list(values)), Optional.empty())
        : new Values(shape, Optional.empty(), Optional.of(summary(shape, values)));
  }

  private static Summary summary(List<Integer> shape, double[] values) {
    double squares = 0;
    double sum = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      sum += value;
      squares += value * value;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    int columns = shape.getLast();
    int rows = shape.size() > 1 ? shape.get(shape.size() - 2) : 1;
    return new Summary(
        min,
        sum / values.length,
        max,
        Math.sqrt(squares),
        heat(values, rows, columns),
        corner(values, rows, columns));
  }

  private static Heat heat(double[] values, int rows, int columns) {
    int matrices = values.length / (rows * columns);
    int tiles = Math.min(TILES, matrices);
    int side = Math.max(4, Math.min(SIDE, (int) Math.sqrt((double) PIXELS / tiles)));
    int height = Math.min(rows, side);
    int width = Math.min(columns, height < side ? PIXELS / tiles / height : side);
    List<Double> means = new ArrayList<>();
    for (int tile = 0; tile < tiles; tile++) {
      for (int i = 0; i < height; i++) {
        for (int j = 0; j < width; j++) {
          means.add(
              mean(
                  values,
                  tile * rows * columns,
                  columns,
                  new int[] {i * rows / height, (i + 1) * rows / height},
                  new int[] {j * columns / width, (j + 1) * columns / width}));
        }
      }
    }
    return new Heat(tiles, matrices, height, width, means);
  }

  private static double mean(double[] values, int start, int columns, int[] rows, int[] cols) {
    double sum = 0;
    for (int i = rows[0]; i < rows[1]; i++) {
      for (int j = cols[0]; j < cols[1]; j++) {
        sum += values[start + i * columns + j];
      }
    }
    // A float's text is short, and nobody sees more of a colour.
    return Double.parseDouble(
        Float.toString((float) (sum / ((rows[1] - rows[0]) * (cols[1] - cols[0])))));
  }

  private static Corner corner(double[] values, int rows, int columns) {
    int height = Math.min(rows, CORNER);
    int width = Math.min(columns, CORNER);
    double[] corner = new double[height * width];
    for (int i = 0; i < corner.length; i++) {
      corner[i] = values[i / width * columns + i % width];
    }
    return new Corner(height, width, list(corner));
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
