package kierkegrad.practice.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.Consumer;
import kierkegrad.formats.DataException;
import kierkegrad.formats.Journal;
import kierkegrad.formats.tensorboard.EventFile;
import kierkegrad.monitor.Histogram;
import kierkegrad.monitor.Measurements.Function;
import kierkegrad.monitor.Measurements.Probe;
import kierkegrad.monitor.Measurements.Snapshot;
import kierkegrad.monitor.Measurements.StepPoint;
import kierkegrad.monitor.Measurements.Weights;
import kierkegrad.monitor.Monitor;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.Callback;
import kierkegrad.train.EpochReport;
import kierkegrad.train.History;
import tools.jackson.databind.json.JsonMapper;

/// Writes down a training while it goes on: `metrics.jsonl` and an event file for TensorBoard, in a
/// folder. A training that was killed and goes on from a checkpoint first drops what came after the
/// checkpoint, so that the files are those of a training that was never killed.
///
/// ```java
/// Recorder recorder = new Recorder(folder, model, System.err::println);
/// Monitor monitor = new Monitor(model, someRows, recorder);
/// Trainer.of(model, loss, optimizer).callback(monitor).callback(recorder);
/// ```
public final class Recorder implements Callback, Monitor.Listener, AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String LENGTHS = "lengths";

  private final List<Weights> parameters;
  private final Journal metrics;
  private final EventFile events;
  private final Consumer<DataException> failed;
  private boolean begun;
  private int epochs;
  private OptionalInt steps = OptionalInt.empty();
  private long lastProbe = -1;

  /// Writes to a folder that is there.
  ///
  /// @param model what is trained
  /// @param failed is told when something could not be written, such as on a full disk; the
  ///   training goes on without that line
  public Recorder(Path folder, Layer model, Consumer<DataException> failed) {
    this.failed = failed;
    this.parameters =
        model.parameters().stream().map(p -> new Weights(p.name(), p.value().shape())).toList();
    this.metrics = Journal.open(folder.resolve(RunFolder.METRICS));
    this.events = EventFile.in(folder);
  }

  /// Adds a line of another type, such as a note of somebody who watches.
  ///
  /// @param type what [Metrics#others] finds it by, under `type`
  public void note(String type, Map<String, ?> values) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", type);
    line.putAll(values);
    write(line);
  }

  /// Lets everything reach the disk.
  public void force() {
    attempt(metrics::force);
    attempt(events::force);
  }

  @Override
  public void onStart(int epochs, OptionalInt steps) {
    this.epochs = epochs;
    this.steps = steps;
  }

  /// A resumed training has begun long ago, which is known only when it is restored.
  private void begin() {
    if (!begun) {
      begun = true;
      metrics.cut(0);
      events.begin();
      write(MetricsLog.start(epochs, steps, parameters));
    }
  }

  private void write(Map<String, Object> line) {
    byte[] text = (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    attempt(() -> {
      begin();
      metrics.append(text);
    });
  }

  private void attempt(Runnable writing) {
    try {
      writing.run();
    } catch (DataException e) {
      failed.accept(e);
    }
  }

  private void scalar(String tag, long step, double value) {
    attempt(() -> events.scalar(tag, step, value));
  }

  private void histogram(String tag, long step, Histogram histogram) {
    attempt(() -> events.histogram(tag, step, histogram));
  }

  @Override
  public void onStepPoint(StepPoint point, List<Weights> parameters) {
    write(MetricsLog.step(point, parameters));
    long step = point.update() + 1;
    scalar("step/loss", step, point.loss());
    scalar("step/lr", step, point.lr());
    scalar("step/gradient norm", step, point.gradientNorm());
    for (int i = 0; i < parameters.size(); i++) {
      String name = parameters.get(i).name();
      scalar("gradient norm/" + name, step, point.parameters().get(i).gradientNorm());
      scalar("update ratio/" + name, step, point.parameters().get(i).updateRatio());
    }
  }

  @Override
  public void onProbe(Probe probe, SequencedMap<String, Function> functions, int rows) {
    if (probe.update() > lastProbe) {
      lastProbe = probe.update();
      write(MetricsLog.probe(probe, functions, rows));
    }
  }

  @Override
  public void onSnapshot(Snapshot snapshot) {
    write(MetricsLog.snapshot(snapshot));
    long step = snapshot.update();
    snapshot.weights().forEach((name, h) -> histogram("weights/" + name, step, h));
    snapshot.gradients().forEach((name, h) -> histogram("gradients/" + name, step, h));
    snapshot.activations().forEach((name, h) -> histogram("activations/" + name, step, h));
  }

  @Override
  public void onEpoch(EpochReport report) {
    write(MetricsLog.epoch(report));
    long step = report.steps();
    scalar("loss/train", step, report.trainLoss());
    report.trainAccuracy().ifPresent(a -> scalar("accuracy/train", step, a));
    report
        .validation()
        .ifPresent(v -> {
          scalar("loss/validation", step, v.loss());
          v.accuracy().ifPresent(a -> scalar("accuracy/validation", step, a));
        });
  }

  @Override
  public void onEnd(History history) {
    write(MetricsLog.end(history));
    force();
  }

  @Override
  public SequencedMap<String, Tensor> state() {
    attempt(this::begin);
    SequencedMap<String, Tensor> state = new LinkedHashMap<>();
    state.put(LENGTHS, Tensor.of(new long[] {metrics.length(), events.length(), lastProbe}));
    return state;
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    Tensor lengths = state.get(LENGTHS);
    if (lengths != null) {
      long[] saved = lengths.toLongArray();
      metrics.cut(saved[0]);
      events.cut(saved[1]);
      lastProbe = saved[2];
      begun = true;
    }
  }

  @Override
  public void close() {
    metrics.close();
    events.close();
  }
}
