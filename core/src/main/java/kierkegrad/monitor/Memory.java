package kierkegrad.monitor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.BiConsumer;
import kierkegrad.monitor.Measurements.ActivationPoint;
import kierkegrad.monitor.Measurements.Function;
import kierkegrad.monitor.Measurements.Probe;
import kierkegrad.monitor.Measurements.Snapshot;
import kierkegrad.monitor.Measurements.StepPoint;
import kierkegrad.monitor.Measurements.WeightsPoint;
import kierkegrad.tensor.Tensor;

/// Measurements as tensors and back, so that they can be a part of a saved training. Names of
/// functions and activations are parts of the tensors' names.
final class Memory {
  private static final int STEP_HEAD = 4;
  private static final int WEIGHTS_WIDTH = 3;
  private static final int PROBE_WIDTH = 3;
  private static final int HISTOGRAM_HEAD = 3;
  private static final String FUNCTION = "function.";
  private static final String AT = "at";

  private Memory() {}

  /// Saves points, if there are any.
  static <T> void put(
      Map<String, Tensor> state,
      String name,
      List<T> points,
      java.util.function.Function<List<T>, Tensor> saved) {
    if (!points.isEmpty()) {
      state.put(name, saved.apply(points));
    }
  }

  // ---- steps: update, loss, lr and norm, then three numbers per parameter

  static Tensor steps(List<StepPoint> points) {
    double[][] rows = new double[points.size()][];
    for (int i = 0; i < rows.length; i++) {
      StepPoint p = points.get(i);
      double[] row = new double[STEP_HEAD + WEIGHTS_WIDTH * p.parameters().size()];
      row[0] = p.update();
      row[1] = p.loss();
      row[2] = p.lr();
      row[3] = p.gradientNorm();
      int at = STEP_HEAD;
      for (WeightsPoint w : p.parameters()) {
        row[at++] = w.gradientNorm();
        row[at++] = w.weightNorm();
        row[at++] = w.updateRatio();
      }
      rows[i] = row;
    }
    return Tensor.of(rows);
  }

  static List<StepPoint> steps(Tensor saved) {
    List<StepPoint> points = new ArrayList<>();
    for (double[] row : rows(saved)) {
      List<WeightsPoint> weights = new ArrayList<>();
      for (int at = STEP_HEAD; at < row.length; at += WEIGHTS_WIDTH) {
        weights.add(new WeightsPoint(row[at], row[at + 1], row[at + 2]));
      }
      points.add(new StepPoint((long) row[0], row[1], row[2], row[3], weights));
    }
    return points;
  }

  // ---- functions: their units

  static void functions(SequencedMap<String, Function> functions, Map<String, Tensor> to) {
    functions.forEach(
        (name, f) -> to.put(FUNCTION + f.name() + "." + name, Tensor.of(new long[] {f.units()})));
  }

  static SequencedMap<String, Function> functions(Map<String, Tensor> from) {
    SequencedMap<String, Function> functions = new LinkedHashMap<>();
    each(
        from,
        FUNCTION,
        (name, units) -> {
          int dot = name.indexOf('.');
          Function function = new Function(name.substring(0, dot), (int) units.itemLong());
          functions.put(name.substring(dot + 1), function);
        });
    return functions;
  }

  // ---- probes: update, then for each function whether it was there, dead, and saturated

  static Tensor probes(List<Probe> probes, Iterable<String> functions, int count) {
    double[][] rows = new double[probes.size()][1 + PROBE_WIDTH * count];
    for (int i = 0; i < rows.length; i++) {
      rows[i][0] = probes.get(i).update();
      int at = 1;
      for (String name : functions) {
        ActivationPoint point = probes.get(i).activations().get(name);
        rows[i][at] = point == null ? 0 : 1;
        rows[i][at + 1] = point == null ? 0 : point.dead();
        rows[i][at + 2] = point == null ? 0 : point.saturated();
        at += PROBE_WIDTH;
      }
    }
    return Tensor.of(rows);
  }

  static List<Probe> probes(Tensor saved, Iterable<String> functions) {
    List<Probe> probes = new ArrayList<>();
    for (double[] row : rows(saved)) {
      SequencedMap<String, ActivationPoint> points = new LinkedHashMap<>();
      int at = 1;
      for (String name : functions) {
        if (row[at] != 0) {
          points.put(name, new ActivationPoint(row[at + 1], row[at + 2]));
        }
        at += PROBE_WIDTH;
      }
      probes.add(new Probe((long) row[0], points));
    }
    return probes;
  }

  // ---- snapshots: histograms by name

  static void snapshot(String prefix, Snapshot snapshot, Map<String, Tensor> to) {
    to.put(prefix + AT, Tensor.of(new long[] {snapshot.update(), snapshot.epoch()}));
    histograms(prefix + "weights.", snapshot.weights(), to);
    histograms(prefix + "gradients.", snapshot.gradients(), to);
    histograms(prefix + "activations.", snapshot.activations(), to);
  }

  static List<Snapshot> snapshots(String prefix, Map<String, Tensor> from) {
    List<Snapshot> snapshots = new ArrayList<>();
    for (int i = 0; from.containsKey(prefix + i + "." + AT); i++) {
      String start = prefix + i + ".";
      long[] at = from.getOrDefault(start + AT, Tensor.zeros(2)).toLongArray();
      snapshots.add(
          new Snapshot(
              at[0],
              (int) at[1],
              histograms(start + "weights.", from),
              histograms(start + "gradients.", from),
              histograms(start + "activations.", from)));
    }
    return snapshots;
  }

  static void histograms(String prefix, Map<String, Histogram> histograms, Map<String, Tensor> to) {
    histograms.forEach((name, h) -> {
      long[] counts = h.counts();
      double[] numbers = new double[HISTOGRAM_HEAD + counts.length];
      numbers[0] = h.min();
      numbers[1] = h.max();
      numbers[2] = h.notFinite();
      for (int i = 0; i < counts.length; i++) {
        numbers[HISTOGRAM_HEAD + i] = counts[i];
      }
      to.put(prefix + name, Tensor.of(numbers));
    });
  }

  static SequencedMap<String, Histogram> histograms(String prefix, Map<String, Tensor> from) {
    SequencedMap<String, Histogram> histograms = new LinkedHashMap<>();
    each(
        from,
        prefix,
        (name, saved) -> {
          double[] numbers = saved.toDoubleArray();
          long[] counts =
              Arrays.stream(numbers)
                  .skip(HISTOGRAM_HEAD)
                  .mapToLong(count -> (long) count)
                  .toArray();
          histograms.put(name, new Histogram(numbers[0], numbers[1], counts, (long) numbers[2]));
        });
    return histograms;
  }

  private static void each(
      Map<String, Tensor> from, String prefix, BiConsumer<String, Tensor> taken) {
    from.forEach((name, value) -> {
      if (name.startsWith(prefix)) {
        taken.accept(name.substring(prefix.length()), value);
      }
    });
  }

  private static double[][] rows(Tensor saved) {
    double[] all = saved.toDoubleArray();
    int width = saved.size(1);
    double[][] rows = new double[saved.size(0)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(all, i * width, (i + 1) * width);
    }
    return rows;
  }
}
