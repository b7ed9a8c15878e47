package kierkegrad.formats.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import kierkegrad.formats.DataException;
import kierkegrad.formats.image.ImageSet;
import kierkegrad.formats.table.Table;
import kierkegrad.formats.table.Task;
import kierkegrad.nn.Sequential;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tape;
import kierkegrad.tensor.Tensor;

/// A network and everything needed to use it on data as the user has it: one file holds it all.
///
/// ```java
/// TrainedModel model = TrainedModel.load(Path.of("runs/iris/model.safetensors"));
/// List<String> species = model.labels(model.predict(Table.csv(Path.of("flowers.csv"))));
/// ```
///
/// @param network the network
/// @param preparation what lies between the data and the network
/// @param settings how it was trained, for the reader: free text under free names
/// @param seed the seed that it was trained with
public record TrainedModel(
    Sequential network, Preparation preparation, SequencedMap<String, String> settings, long seed) {
  private static final int CHUNK = 4096;

  /// The fewest rows that the network sees at once. A product of up to eight rows is computed in
  /// another order, and its last bits differ; rows of zeros fill it up.
  private static final int LEAST = 16;

  /// Keeps an unmodifiable copy of the settings.
  public TrainedModel {
    settings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(settings));
  }

  /// Reads a file that [#save] has written.
  ///
  /// @throws DataException if the file cannot be read, is damaged, or is none of Kierkegrad's
  ///   models
  public static TrainedModel load(Path file) {
    return ModelFile.load(file);
  }

  /// Writes a safetensors file: the weights under PyTorch's names (`0.weight`, `0.bias`, …), all
  /// else as JSON in the file's metadata. The file appears whole or not at all.
  ///
  /// @throws DataException if the file cannot be written, or a layer has no form in the file
  public void save(Path file) {
    ModelFile.save(this, file);
  }

  /// Whether a class or a number is predicted.
  public Task task() {
    return preparation.task();
  }

  /// The classes by index; none if a number is predicted.
  public List<String> classes() {
    return preparation.classes();
  }

  /// Predictions for all rows of a table, in order: probabilities `[n, classes]`, or numbers `[n,
  /// 1]` in the target's unit. The target's column need not be there. The network is in evaluation
  /// afterwards ([kierkegrad.nn.Layer#eval]).
  ///
  /// @throws DataException if the table does not have the columns that the model needs, or the
  ///   model is one for images
  public Tensor predict(Table table) {
    return switch (preparation) {
      case Preparation.Tabular(var encoder) ->
          inChunks(table.allRows(), rows -> encoder.x(table, rows));
      case Preparation.Images _ ->
          throw new DataException(
              table.source() + " is a table, and the model predicts from images; name image data");
    };
  }

  /// Predictions for all images, in order: probabilities `[n, classes]`. The network is in
  /// evaluation afterwards ([kierkegrad.nn.Layer#eval]).
  ///
  /// @throws DataException if the images are of another size, or the model is one for tables
  public Tensor predict(ImageSet set) {
    return switch (preparation) {
      case Preparation.Images(var encoder) ->
          inChunks(
              set.allRows(),
              rows -> encoder.x(set.images().slice(0, rows[0], rows[rows.length - 1] + 1)));
      case Preparation.Tabular _ ->
          throw new DataException(
              set.source() + " are images, and the model predicts from a table; name a CSV file");
    };
  }

  /// Predictions for rows of the network's inputs `[n, inputs]`, as the preparation's encoder makes
  /// them, in order. A row's numbers have the same bits whatever rows stand beside it. It may be
  /// called by many threads at once. The network is in evaluation afterwards
  /// ([kierkegrad.nn.Layer#eval]).
  public Tensor predict(Tensor inputs) {
    network.eval();
    int rows = inputs.size(0);
    Tensor seen =
        rows < LEAST
            ? Tensor.concat(
                0,
                List.of(
                    inputs, Tensor.zeros(inputs.dtype(), Shape.of(LEAST - rows, inputs.size(1)))))
            : inputs;
    Tensor predictions = Tape.off(() -> preparation.decode(network.forward(seen)));
    return rows < LEAST ? predictions.slice(0, 0, rows) : predictions;
  }

  /// The most probable class of each row of probabilities.
  public List<String> labels(Tensor probabilities) {
    return Arrays.stream(probabilities.argmax(-1).toIntArray()).mapToObj(classes()::get).toList();
  }

  private Tensor inChunks(int[] rows, IntsToTensor inputs) {
    List<Tensor> parts = new ArrayList<>();
    for (int from = 0; from < rows.length; from += CHUNK) {
      int[] chunk = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + CHUNK));
      parts.add(predict(inputs.of(chunk)));
    }
    return Tensor.concat(0, parts);
  }

  @FunctionalInterface
  private interface IntsToTensor {
    Tensor of(int[] rows);
  }
}
