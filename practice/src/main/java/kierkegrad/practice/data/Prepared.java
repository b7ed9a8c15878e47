package kierkegrad.practice.data;

import java.util.List;
import java.util.Optional;
import kierkegrad.data.TensorDataset;
import kierkegrad.formats.model.Preparation;
import kierkegrad.practice.settings.Settings;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// Data made ready for a network.
///
/// @param preparation how, learnt from the training rows
/// @param train what the network learns from
/// @param validation by what the best epoch is chosen, if it is
/// @param test what it is judged by
/// @param trainRows the place in the data of every training row, counted from 1
/// @param testRows the place in the data of every test row, counted from 1
/// @param facts what there is to know about the data, one line each
public record Prepared(
    Preparation preparation,
    TensorDataset train,
    Optional<TensorDataset> validation,
    TensorDataset test,
    long[] trainRows,
    long[] testRows,
    List<String> facts) {
  /// Keeps an immutable copy of the facts.
  public Prepared {
    facts = List.copyOf(facts);
  }

  /// The number of rows in all parts.
  public int rows() {
    return train.size() + validation.map(TensorDataset::size).orElse(0) + test.size();
  }

  /// What the defaults of settings depend on.
  ///
  /// @param name of the data, for messages
  public Settings.DataShape shape(String name) {
    return new Settings.DataShape(
        name, preparation.width(), preparation.outputs(), train.size(), preparation.task());
  }

  /// With features (and quantities to predict) of another type.
  public Prepared to(DType type) {
    return new Prepared(
        preparation,
        to(train, type),
        validation.map(rows -> to(rows, type)),
        to(test, type),
        trainRows,
        testRows,
        facts);
  }

  private static TensorDataset to(TensorDataset rows, DType type) {
    Tensor y = rows.all().y();
    return new TensorDataset(rows.all().x().to(type), y.dtype().isFloating() ? y.to(type) : y);
  }
}
