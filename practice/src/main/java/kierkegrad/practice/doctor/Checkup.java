package kierkegrad.practice.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import kierkegrad.data.TensorDataset;
import kierkegrad.monitor.Measurements;
import kierkegrad.monitor.Monitor;
import kierkegrad.practice.doctor.Evidence.Failure;
import kierkegrad.practice.run.Metrics;
import kierkegrad.practice.run.Run;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.Callback;
import kierkegrad.train.EpochReport;
import kierkegrad.train.History;
import kierkegrad.train.History.Ending;
import kierkegrad.train.StopSignal;
import kierkegrad.train.TrainingException;

/// Trains under observation, and gives the evidence.
///
/// ```java
/// Checkup checkup = new Checkup("iris", Run.of(Source.of("iris"), Settings.NONE));
/// checkup.fit();
/// List<Finding> findings = Doctor.examine(checkup.evidence());
/// ```
public final class Checkup implements Callback {
  private static final int PROBE = 64;

  private final Run run;
  private final Facts facts;
  private final Supplier<Measurements> measurements;
  private final List<Callback> own;
  private final List<Metrics.Epoch> epochs = new ArrayList<>();
  private Optional<Ending> ending = Optional.empty();
  private Optional<Failure> failure = Optional.empty();

  /// @param name of the data
  /// @param run what will be trained
  public Checkup(String name, Run run) {
    this(name, run, new Monitor(run.network(), probe(run.data().train())));
  }

  private Checkup(String name, Run run, Monitor monitor) {
    this(name, run, List.of(monitor), monitor::measurements);
  }

  /// Where somebody else has a monitor and tells it of the training.
  ///
  /// @param measurements of that monitor
  public Checkup(String name, Run run, Supplier<Measurements> measurements) {
    this(name, run, List.of(), measurements);
  }

  private Checkup(String name, Run run, List<Callback> own, Supplier<Measurements> measurements) {
    this.run = run;
    this.facts = Facts.of(name, run);
    this.own = own;
    this.measurements = measurements;
  }

  /// Some rows, from the first to the last.
  public static Tensor probe(TensorDataset train) {
    int count = Math.min(PROBE, train.size());
    int[] rows =
        IntStream.range(0, count).map(i -> (int) ((long) i * train.size() / count)).toArray();
    return train.rows(rows).x();
  }

  /// Trains. A failure is evidence too, and is not thrown.
  public void fit() {
    fit(List.of());
  }

  /// Trains, and tells others too. A failure is evidence too, and is not thrown.
  public void fit(List<Callback> others) {
    List<Callback> all = new ArrayList<>(own);
    all.add(this);
    all.addAll(others);
    try {
      run.fit(all, new StopSignal());
    } catch (TrainingException e) {
      failed(e);
    }
  }

  /// The training has failed.
  public void failed(TrainingException e) {
    failure = Optional.of(Failure.of(e));
  }

  @Override
  public void onEpoch(EpochReport report) {
    epochs.add(Evidence.epoch(report));
  }

  @Override
  public void onEnd(History history) {
    ending = Optional.of(history.ending());
  }

  /// What there is by now. After the end, the network is judged on the rows that it was trained
  /// with and on others.
  public Evidence evidence() {
    return new Evidence(
        run.settings(),
        facts,
        epochs,
        measurements.get(),
        ending,
        failure,
        ending.isPresent() ? Optional.of(Verdict.of(run)) : Optional.empty());
  }
}
