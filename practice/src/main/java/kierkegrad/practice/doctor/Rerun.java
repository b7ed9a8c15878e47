package kierkegrad.practice.doctor;

import java.util.List;
import java.util.Optional;
import kierkegrad.monitor.Monitor;
import kierkegrad.practice.run.Recorder;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.run.RunConfig;
import kierkegrad.practice.run.RunFolder;
import kierkegrad.practice.settings.Settings;

/// Trains a run of a folder again, with other settings, into another folder.
public final class Rerun {
  private Rerun() {}

  /// Trains again. The new folder has settings, metrics and the model.
  ///
  /// @param before the run as its folder tells it
  /// @param change the settings to change
  /// @param folder of the new run
  /// @throws kierkegrad.formats.DataException if the folder cannot be written
  public static Treatment of(RunEvidence before, Settings change, RunFolder folder) {
    Run run = Run.of(before.source(), before.chosen().with(change));
    new RunConfig(Optional.of(before.location()), run.settings(), false)
        .write(folder.file(RunFolder.SETTINGS));
    Checkup checkup;
    try (Recorder recorder =
        new Recorder(
            folder.path(),
            run.network(),
            problem -> {
              throw problem;
            })) {
      Monitor monitor = new Monitor(run.network(), Checkup.probe(run.data().train()), recorder);
      checkup = new Checkup(before.source().name(), run, monitor::measurements);
      checkup.fit(List.of(monitor, recorder));
      checkup
          .evidence()
          .failure()
          .ifPresent(failure -> recorder.note(RunEvidence.FAILURE, RunEvidence.line(failure)));
    }
    run.model().save(folder.file(RunFolder.MODEL));
    Evidence after = checkup.evidence();
    return new Treatment(
        change, before.evidence(), Doctor.examine(before.evidence()), after, Doctor.examine(after));
  }
}
