package kierkegrad.formats.model;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import kierkegrad.formats.table.Task;
import kierkegrad.tensor.Tensor;

/// What a model says of some rows.
///
/// @param target the name of what is predicted
/// @param classes the classes by index; none if numbers are predicted
/// @param labels the most probable class of each row; none if numbers are predicted
/// @param numbers row by row the probability of each class, or the one number
public record Predictions(
    String target, List<String> classes, List<String> labels, double[] numbers) {
  /// The predictions of a model, from what [TrainedModel#predict(Tensor)] gave.
  public static Predictions of(TrainedModel model, Tensor numbers) {
    String target =
        switch (model.preparation()) {
          case Preparation.Tabular(var encoder) -> encoder.target().name();
          case Preparation.Images _ -> "label";
        };
    boolean isClass = model.task() == Task.CLASSIFICATION;
    return new Predictions(
        target,
        model.classes(),
        isClass ? model.labels(numbers) : List.of(),
        numbers.toDoubleArray());
  }

  /// The number of rows.
  public int rows() {
    return numbers.length / width();
  }

  /// A row's class, or its number in the target's unit.
  public String text(int row) {
    return classes.isEmpty() ? Double.toString(numbers[row]) : labels.get(row);
  }

  /// The probability of a class in a row.
  public double probability(int row, int index) {
    return numbers[row * width() + index];
  }

  private int width() {
    return Math.max(1, classes.size());
  }

  /// Writes CSV: a header, then a line per row with the prediction and, if asked for, the
  /// probability of each class in a column `p CLASS`.
  public void writeCsv(Writer writer, boolean probabilities) throws IOException {
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
    List<String> header = new ArrayList<>(List.of(target));
    if (probabilities) {
      classes.forEach(name -> header.add("p " + name));
    }
    csv.writeRecord(header);
    for (int row = 0; row < rows(); row++) {
      List<String> cells = new ArrayList<>(List.of(text(row)));
      for (int i = 0; probabilities && i < classes.size(); i++) {
        cells.add(Double.toString(probability(row, i)));
      }
      csv.writeRecord(cells);
    }
    csv.flush();
  }
}
