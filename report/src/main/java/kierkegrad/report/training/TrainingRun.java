package kierkegrad.report.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.explain.LayerGraph;
import kierkegrad.monitor.Measurements;
import kierkegrad.train.History;

/// Everything that is told of a training.
///
/// @param data what it learned from, such as `iris`
/// @param result the numbers that it came to, under the names of the command line's JSON file
/// @param history epoch by epoch
/// @param epochs how many epochs it was to have
/// @param seconds how long it took
/// @param parameters how many numbers were trained
/// @param network its graph; none if it is not to be drawn
/// @param measurements layer by layer
/// @param judgement how it does on rows that it has not seen
/// @param summary the data
/// @param settings how it was trained, under the names of the command line's options
/// @param environment with what it was trained: version, Java, threads
public record TrainingRun(
    String data,
    SequencedMap<String, Object> result,
    History history,
    int epochs,
    double seconds,
    long parameters,
    Optional<LayerGraph> network,
    Measurements measurements,
    Judgement judgement,
    DataSummary summary,
    SequencedMap<String, String> settings,
    SequencedMap<String, String> environment) {

  /// Keeps unmodifiable copies.
  public TrainingRun {
    result = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(result));
    settings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(settings));
    environment = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(environment));
  }
}
