package kierkegrad.practice.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kierkegrad.data.TensorDataset;
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
  private final Monitor monitor;
  private final List<Metrics.Epoch> epochs = new ArrayList<>();
  private Optional<Ending> ending = Optional.empty();
  private Optional<Failure> failure = Optional.empty();

  /// @param name of the data
  /// @param run what will be trained
  public Checkup(String name, Run run) {
    this(name, run, new Monitor(run.network(), probe(run.data().train())));
  }

  /// With a monitor that somebody else tells of the training.
  ///
  /// @param monitor of this run
  public Checkup(String name, Run run, Monitor monitor) {
    this.run = run;
    this.facts = Facts.of(name, run);
    this.monitor = monitor;
  }

  /// Some rows, from the first to the last.
  public static Tensor probe(TensorDataset train) {
    int count = Math.min(PROBE, train.size());
    int[] rows =
        IntStream.range(0, count).map(i -> (int) ((long) i * train.size() / count)).toArray();
    return train.rows(rows).x();
  }

  /// What measures the training.
  public Monitor monitor() {
    return monitor;
  }

  /// Trains. A failure is evidence too, and is not thrown.
  public void fit() {
    try {
      run.fit(List.of(monitor, this), new StopSignal());
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
        monitor.measurements(),
        ending,
        failure,
        ending.isPresent() ? Optional.of(Verdict.of(run)) : Optional.empty());
  }
}
