package kierkegrad.practice.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kierkegrad.formats.model.Prediction;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.practice.folds.CrossValidation;
import kierkegrad.practice.score.Scores;
import kierkegrad.train.History;

/// What came out of a [Training].
///
/// @param run the network, its data and its settings
/// @param history every epoch's losses
/// @param test how good it is on rows that it has not seen; of a cross-validation, all rows, each
///   predicted by a network that has not seen it
/// @param folds the cross-validation, if there was one
public record Trained(Run run, History history, Scores test, Optional<CrossValidation> folds) {
  /// The model with all that is needed to use it.
  public TrainedModel model() {
    return run.model();
  }

  /// The prediction for one row, given by column name.
  ///
  /// @see TrainedModel#predict(Map)
  public Prediction predict(Map<String, ?> row) {
    return model().predict(row);
  }

  /// The predictions for rows given by column name.
  public List<Prediction> predict(List<? extends Map<String, ?>> rows) {
    return model().predict(rows);
  }

  /// Writes the model to a file that `kierkegrad predict`, `evaluate` and `serve` take.
  ///
  /// @throws kierkegrad.formats.DataException if it cannot be written
  public void save(Path file) {
    model().save(file);
  }

  /// The settings and the scores, on a few lines.
  @Override
  public String toString() {
    String estimate = folds.map(f -> f + "\nall rows, out of fold: ").orElse("test: ");
    return run.settings() + "\n" + estimate + test;
  }
}
