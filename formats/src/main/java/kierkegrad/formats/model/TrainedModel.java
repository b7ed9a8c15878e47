package kierkegrad.formats.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import kierkegrad.data.Batch;
import kierkegrad.data.Dataset;
import kierkegrad.formats.DataException;
import kierkegrad.formats.image.ImageSet;
import kierkegrad.formats.table.Table;
import kierkegrad.formats.table.Target;
import kierkegrad.formats.table.Task;
import kierkegrad.metric.BinaryScores;
import kierkegrad.metric.Metrics;
import kierkegrad.metric.TemperatureScaling;
import kierkegrad.nn.Sequential;
import kierkegrad.tensor.DType;
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
/// @param temperature what the logits of classes are divided by ([TemperatureScaling]); 1 by
///   default, and without meaning where a number is predicted
public record TrainedModel(
    Sequential network,
    Preparation preparation,
    SequencedMap<String, String> settings,
    long seed,
    double temperature) {
  private static final int CHUNK = 4096;

  /// The fewest rows that the network sees at once. A product of up to eight rows is computed in
  /// another order, and its last bits differ; rows of zeros fill it up.
  private static final int LEAST = 16;

  /// With a temperature of 1.
  public TrainedModel(
      Sequential network,
      Preparation preparation,
      SequencedMap<String, String> settings,
      long seed) {
    this(network, preparation, settings, seed, 1);
  }

  /// Keeps an unmodifiable copy of the settings.
  ///
  /// @throws IllegalArgumentException if the temperature is not positive
  public TrainedModel {
    if (!(temperature > 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException(
          "a temperature of " + temperature + " divides no logits; use a positive number");
    }
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
    return decode(outputs(inputs));
  }

  /// Predictions from what the network gives: its outputs, with the temperature, decoded.
  public Tensor decode(Tensor outputs) {
    boolean scaled = temperature != 1 && task() == Task.CLASSIFICATION;
    return Tape.off(() -> preparation.decode(scaled ? outputs.div(temperature) : outputs));
  }

  private Tensor outputs(Tensor inputs) {
    network.eval();
    int rows = inputs.size(0);
    Tensor seen =
        rows < LEAST
            ? Tensor.concat(
                0,
                List.of(
                    inputs, Tensor.zeros(inputs.dtype(), Shape.of(LEAST - rows, inputs.size(1)))))
            : inputs;
    Tensor outputs = Tape.off(() -> network.forward(seen));
    return rows < LEAST ? outputs.slice(0, 0, rows) : outputs;
  }

  /// The prediction for one row, given by column name.
  ///
  /// ```java
  /// model.predict(Map.of("petal_length", 1.4, "petal_width", 0.2)).label()
  /// ```
  ///
  /// @see #predict(List)
  public Prediction predict(Map<String, ?> row) {
    return predict(List.of(row)).getFirst();
  }

  /// The predictions for rows given by column name, with values as [Table#of] takes them. Null, an
  /// empty text and `NA` are missing values, treated as those of a table. Columns that the model
  /// does not use may be there.
  ///
  /// @throws DataException if a row lacks a column that the model needs (the message tells the
  ///   nearest name that it has), or has a value that the model cannot read, or the model is one
  ///   for images
  public List<Prediction> predict(List<? extends Map<String, ?>> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    return switch (preparation) {
      case Preparation.Tabular(var encoder) -> predictions(predict(encoder.table(rows)));
      case Preparation.Images _ ->
          throw new DataException("these are rows, and the model predicts from images");
    };
  }

  /// Predictions as [#predict(Table)] or [#predict(ImageSet)] give them, one by one.
  public List<Prediction> predictions(Tensor output) {
    return Arrays.stream(Metrics.rows(output)).map(this::prediction).toList();
  }

  private Prediction prediction(double[] row) {
    if (task() == Task.REGRESSION) {
      return new Prediction.OfNumber(row[0]);
    }
    SequencedMap<String, Double> probabilities = new LinkedHashMap<>();
    int best = 0;
    for (int c = 0; c < row.length; c++) {
      probabilities.put(classes().get(c), row[c]);
      best = row[c] > row[best] ? c : best;
    }
    return new Prediction.OfClass(classes().get(best), row[best], probabilities);
  }

  /// The most probable class of each row of probabilities.
  public List<String> labels(Tensor probabilities) {
    return Arrays.stream(probabilities.argmax(-1).toIntArray()).mapToObj(classes()::get).toList();
  }

  /// Of two classes the one that scores refer to ([kierkegrad.metric.BinaryScores]), if the rows
  /// that the model was made from decided for one.
  public Optional<String> positive() {
    return preparation instanceof Preparation.Tabular(var encoder)
            && encoder.target() instanceof Target.Classes classes
        ? classes.positive()
        : Optional.empty();
  }

  /// How well the positive class ([#positive]) is told from the other one, at a threshold of ½.
  ///
  /// @param rows inputs and class numbers, as the network sees them
  /// @return empty unless the model knows two classes and which one is positive
  public Optional<BinaryScores> binaryScores(Dataset rows) {
    return positive()
        .map(name -> {
          int yes = classes().indexOf(name);
          Batch all = rows.rows(IntStream.range(0, rows.size()).toArray());
          int[] truth = all.y().toIntArray();
          boolean[] positive = new boolean[truth.length];
          for (int i = 0; i < truth.length; i++) {
            positive[i] = truth[i] == yes;
          }
          Tensor probabilities = predict(all.x()).select(1, yes);
          return BinaryScores.of(probabilities.to(DType.F64).toDoubleArray(), positive);
        });
  }

  /// The same model with another temperature.
  public TrainedModel withTemperature(double temperature) {
    return new TrainedModel(network, preparation, settings, seed, temperature);
  }

  /// The temperature that makes probabilities honest on rows that the network was not trained with;
  /// [#withTemperature] keeps it. The network is in evaluation afterwards.
  ///
  /// @param rows inputs and class numbers, as the network sees them
  /// @throws IllegalArgumentException if the model predicts a number, or there are no rows
  public TemperatureScaling calibration(Dataset rows) {
    if (task() != Task.CLASSIFICATION) {
      throw new IllegalArgumentException(
          "the model predicts a number; only probabilities of classes can be calibrated");
    }
    if (rows.size() == 0) {
      throw new IllegalArgumentException("there are no held-out rows to calibrate with");
    }
    Batch all = rows.rows(IntStream.range(0, rows.size()).toArray());
    return TemperatureScaling.fit(Metrics.rows(outputs(all.x())), all.y().toIntArray());
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
