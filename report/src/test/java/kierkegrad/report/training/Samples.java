package kierkegrad.report.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import kierkegrad.explain.LayerGraph;
import kierkegrad.metric.ConfusionMatrix;
import kierkegrad.monitor.Histogram;
import kierkegrad.monitor.Measurements;
import kierkegrad.monitor.Measurements.ActivationPoint;
import kierkegrad.monitor.Measurements.Function;
import kierkegrad.monitor.Measurements.Probe;
import kierkegrad.monitor.Measurements.Snapshot;
import kierkegrad.monitor.Measurements.StepPoint;
import kierkegrad.monitor.Measurements.Weights;
import kierkegrad.monitor.Measurements.WeightsPoint;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Sequential;
import kierkegrad.nn.activation.ReLU;
import kierkegrad.report.training.DataSummary.Category;
import kierkegrad.report.training.DataSummary.ClassCount;
import kierkegrad.report.training.DataSummary.Names;
import kierkegrad.report.training.DataSummary.Numbers;
import kierkegrad.report.training.DataSummary.Role;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.EpochReport;
import kierkegrad.train.Evaluation;
import kierkegrad.train.History;
import kierkegrad.train.Score;

/// Trainings that never happened.
final class Samples {
  /// A name that would do harm where it is not escaped.
  static final String NASTY = "</script><script>alert('x')</script><b>&\"";

  private Samples() {}

  /// Four epochs of ten steps, of a network of so many layers that tells of all its faults.
  static TrainingRun classes(int layers) {
    ConfusionMatrix confusion =
        ConfusionMatrix.of(
            Tensor.of(new float[][] {{1, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 1, 0}, {0, 0, 1}}),
            Tensor.of(new long[] {0, 1, 1, 1, 1}));
    Judgement judgement =
        new Judgement.Classes(
            0.5,
            List.of("cat", NASTY, "dog"),
            confusion,
            List.of(
                new Judgement.Doubt(
                    17, NASTY, 0.1, "cat", 0.8, new Example.Cells(cells("length", "1.50")))));
    return run(judgement, measurements(layers), history(true));
  }

  static TrainingRun images() {
    byte[] grey = new byte[12];
    grey[5] = (byte) 200;
    Judgement judgement =
        new Judgement.Classes(
            0.5,
            List.of("cat", "dog"),
            ConfusionMatrix.empty(2),
            List.of(new Judgement.Doubt(3, "cat", 1e-7, "dog", 1, new Example.Image(4, 3, grey))));
    return run(judgement, measurements(1), history(false));
  }

  static TrainingRun numbers() {
    Judgement judgement =
        new Judgement.Numbers(
            0.25,
            "price " + NASTY,
            1234.5,
            0.9,
            List.of(new Judgement.Point(1000, 1100), new Judgement.Point(3000, 2500)),
            List.of(new Judgement.Miss(2, 3000, 2500, new Example.Cells(cells("size", "70")))));
    return run(judgement, measurements(2), history(false));
  }

  /// Ended by an error before its first epoch was over.
  static TrainingRun nothing() {
    Measurements none =
        new Measurements(List.of(), List.of(), new LinkedHashMap<>(), 5, List.of(), List.of());
    History history = new History(List.of(), OptionalInt.empty(), History.Ending.STOPPED);
    return run(
        new Judgement.Classes(1, List.of("a", "b"), ConfusionMatrix.empty(2), List.of()),
        none,
        history);
  }

  private static SequencedMap<String, String> cells(String name, String value) {
    SequencedMap<String, String> cells = new LinkedHashMap<>(Map.of(name, value));
    cells.put(NASTY, NASTY);
    return cells;
  }

  private static TrainingRun run(Judgement judgement, Measurements measured, History history) {
    SequencedMap<String, Object> result = new LinkedHashMap<>();
    result.put("data", "pets");
    result.put("test_loss", judgement.loss());
    DataSummary summary =
        new DataSummary(
            "pets: 25 rows, 3 columns",
            20,
            5,
            List.of(
                new Numbers(NASTY, Role.FEATURE, 2, 1.5, 0.25, 1, 2),
                new Names(
                    "kind",
                    Role.TARGET,
                    0,
                    List.of(new Category(NASTY, 12), new Category("cat", 8)))),
            judgement instanceof Judgement.Classes c
                ? c.names().stream().map(name -> new ClassCount(name, 7, 2)).toList()
                : List.of(),
            "Numbers are not scaled.",
            List.of("left out, constant: " + NASTY));
    Sequential model = new Sequential(new Linear(4, 3), new ReLU(), new Linear(3, 2));
    Optional<LayerGraph> network =
        measured.parameters().isEmpty()
            ? Optional.empty()
            : Optional.of(LayerGraph.forward(model, Tensor.symbolic(DType.F32, Shape.of(1, 4))));
    SequencedMap<String, String> settings = new LinkedHashMap<>(Map.of("optimizer", "adam"));
    SequencedMap<String, String> environment = new LinkedHashMap<>(Map.of("Java", "25"));
    return new TrainingRun(
        "pets",
        result,
        history,
        4,
        1.25,
        1234,
        network,
        measured,
        judgement,
        summary,
        settings,
        environment);
  }

  private static History history(boolean validated) {
    List<EpochReport> epochs =
        IntStream.rangeClosed(1, 4)
            .mapToObj(epoch ->
                new EpochReport(
                    epoch,
                    10L * epoch,
                    20,
                    1.0 / epoch,
                    OptionalDouble.of(1 - 0.5 / epoch),
                    validated
                        ? Optional.of(new Evaluation(5, 1.1 / epoch, new Score.Regression(1, 0.5)))
                        : Optional.empty(),
                    0.1 / epoch,
                    0.5))
            .toList();
    return new History(epochs, OptionalInt.empty(), History.Ending.COMPLETED);
  }

  private static Measurements measurements(int layers) {
    List<Weights> weights =
        IntStream.range(0, layers)
            .mapToObj(i -> new Weights("blocks." + i + ".weight", Shape.of(3, 3)))
            .toList();
    List<StepPoint> steps =
        IntStream.range(0, 20)
            .mapToObj(i -> {
              List<WeightsPoint> points =
                  IntStream.range(0, layers)
                      .mapToObj(l ->
                          new WeightsPoint(
                              Math.pow(10, -l) / (i + 1),
                              2,
                              i == 0 ? Double.POSITIVE_INFINITY : 1e-3))
                      .toList();
              return new StepPoint(2L * i, 1.0 / (i + 1), 0.1, 1, points);
            })
            .toList();
    SequencedMap<String, Function> functions = new LinkedHashMap<>();
    SequencedMap<String, ActivationPoint> points = new LinkedHashMap<>();
    SequencedMap<String, Histogram> histograms = new LinkedHashMap<>();
    SequencedMap<String, Histogram> ofWeights = new LinkedHashMap<>();
    for (int i = 0; i < layers; i++) {
      String name = "blocks." + i + ".act";
      functions.put(name, new Function(i % 2 == 0 ? "relu" : "tanh", 3));
      points.put(
          name, new ActivationPoint(i % 2 == 0 ? 0.25 : Double.NaN, i % 2 == 0 ? Double.NaN : 0.5));
      histograms.put(name, new Histogram(0, 0, new long[] {15}, 0));
      ofWeights.put("blocks." + i + ".weight", new Histogram(-1, 2, new long[] {1, 5, 3}, 0));
    }
    List<Probe> probes = List.of(new Probe(0, points), new Probe(40, points));
    List<Snapshot> snapshots =
        List.of(
            new Snapshot(0, 0, ofWeights, ofWeights, histograms),
            new Snapshot(40, 4, ofWeights, new LinkedHashMap<>(), histograms));
    return new Measurements(weights, steps, functions, 5, probes, snapshots);
  }
}
