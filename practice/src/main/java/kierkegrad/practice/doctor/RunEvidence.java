package kierkegrad.practice.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kierkegrad.formats.DataException;
import kierkegrad.practice.data.Location;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.doctor.Evidence.Failure;
import kierkegrad.practice.run.Metrics;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.run.RunConfig;
import kierkegrad.practice.run.RunFolder;
import kierkegrad.practice.settings.Settings;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.History.Ending;

/// The evidence in a run's folder: its settings and metrics, and what its model makes of its data,
/// which is read again.
///
/// @param location where the data is
/// @param source the data
/// @param chosen the settings of the run, as its folder has them
/// @param evidence what there is
public record RunEvidence(Location location, Source source, Settings chosen, Evidence evidence) {
  /// The type of the line in `metrics.jsonl` that says why a training failed.
  public static final String FAILURE = "failure";

  private static final Pattern PLACE = Pattern.compile("epoch (\\d+), step (\\d+)");

  /// Reads a folder.
  ///
  /// @throws DataException if something in it is missing or damaged, or the data is not there any
  ///   more
  public static RunEvidence read(RunFolder folder) {
    RunConfig config = folder.config();
    Location location =
        config
            .data()
            .orElseThrow(() ->
                new DataException(
                    folder.file(RunFolder.SETTINGS)
                        + " does not say which data the run had; add a line such as 'data: flowers.csv'"));
    Source source = location.open();
    Run run = Run.of(source, config.settings());
    Metrics metrics = folder.metrics();
    Optional<Ending> ending =
        metrics.end().map(end -> Ending.valueOf(end.ending().toUpperCase(Locale.ROOT)));
    boolean judged = ending.isPresent() && folder.file(RunFolder.MODEL).toFile().exists();
    if (judged) {
      load(run, folder);
    }
    return new RunEvidence(
        location,
        source,
        config.settings(),
        new Evidence(
            run.settings(),
            Facts.of(source.name(), run),
            metrics.epochs(),
            metrics.measurements(),
            ending,
            failure(folder, metrics, ending),
            ending.isPresent() ? Optional.of(Verdict.of(run)) : Optional.empty()));
  }

  /// The folder's weights. What follows the last layer has none, so that it does not matter that a
  /// saved model gives logits.
  private static void load(Run run, RunFolder folder) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    folder.model().network().state().forEach((name, box) -> weights.put(name, box.value()));
    run.network().load(weights);
  }

  private static Optional<Failure> failure(
      RunFolder folder, Metrics metrics, Optional<Ending> ending) {
    if (ending.filter(e -> e == Ending.FAILED).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        metrics.others().stream()
            .filter(line -> FAILURE.equals(line.get("type")))
            .reduce((_, last) -> last)
            .map(RunEvidence::failure)
            .orElseGet(() -> last(folder, metrics)));
  }

  private static Failure failure(Map<String, Object> line) {
    return new Failure(
        String.valueOf(line.get("message")),
        line.get("epoch") instanceof Number epoch ? epoch.intValue() : 0,
        line.get("step") instanceof Number step ? step.longValue() : 0,
        Optional.ofNullable(line.get("origin")).map(String::valueOf));
  }

  /// As a line of `metrics.jsonl`.
  public static Map<String, Object> line(Failure failure) {
    Map<String, Object> line =
        new LinkedHashMap<>(
            Map.of("message", failure.message(), "epoch", failure.epoch(), "step", failure.step()));
    failure.origin().ifPresent(origin -> line.put("origin", origin));
    return line;
  }

  /// Of the message that the run ended with, such as `… in epoch 3, step 24, …`.
  private static Failure last(RunFolder folder, Metrics metrics) {
    String message =
        folder
            .result()
            .map(result -> result.get("error"))
            .map(String::valueOf)
            .orElse("the training failed");
    Matcher place = PLACE.matcher(message);
    List<Metrics.Epoch> epochs = metrics.epochs();
    long steps = epochs.isEmpty() ? 0 : epochs.getLast().steps();
    return place.find()
        ? new Failure(
            message,
            Integer.parseInt(place.group(1)),
            Long.parseLong(place.group(2)),
            Optional.empty())
        : new Failure(message, epochs.size() + 1, steps + 1, Optional.empty());
  }
}
