package kierkegrad.cli.train;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import kierkegrad.data.Batch;
import kierkegrad.data.Loader;
import kierkegrad.data.TensorDataset;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Parameter;
import kierkegrad.practice.run.Run;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.Callback;
import kierkegrad.train.History;
import kierkegrad.train.Step;

/// Writes what happens to the biases of the last layer, one line per step, with all digits of every
/// number, so that a reader can recompute it: `after = before − lr · gradient`.
public final class Trace implements Callback {
  private final CsvWriter csv;
  private final List<String> classes;
  private final Parameter bias;
  private final Loader rowNumbers;
  private Iterator<Batch> rows = Collections.emptyIterator();
  private int epoch;
  private double[] before = {};

  /// Begins the file.
  ///
  /// @param run of a classifier whose last layer is linear with biases, in batches of one row
  public Trace(Path file, Run run) throws IOException {
    this.csv = CsvWriter.builder().build(file);
    this.classes = run.data().preparation().classes();
    this.bias = ((Linear) run.network().layers().getLast()).bias().orElseThrow();
    Tensor numbers = Tensor.of(run.data().trainRows());
    this.rowNumbers = Run.batches(new TensorDataset(numbers, numbers), run.settings());
    csv.writeRecord(header());
  }

  private List<String> header() {
    List<String> names = new ArrayList<>(List.of("iteration", "epoch", "row", "class"));
    classes.forEach(name -> names.add("p " + name));
    names.addAll(List.of("loss", "lr"));
    classes.forEach(
        name -> names.addAll(List.of("b " + name, "g " + name, "b " + name + " after")));
    return names;
  }

  @Override
  public void beforeUpdate(Step step) {
    before = bias.value().toDoubleArray();
  }

  @Override
  public void onStep(Step step) {
    if (step.epoch() != epoch) {
      epoch = step.epoch();
      rows = rowNumbers.epoch(epoch - 1).iterator();
    }
    double[] gradient = step.gradients().of(bias).toDoubleArray();
    double[] after = bias.value().toDoubleArray();
    List<String> cells = new ArrayList<>();
    cells.add(Long.toString(step.number()));
    cells.add(Integer.toString(step.epoch()));
    cells.add(Long.toString(rows.next().x().itemLong()));
    cells.add(classes.get((int) step.batch().y().itemLong()));
    double[] p = step.prediction().detach().softmax(1).toDoubleArray();
    Arrays.stream(p).mapToObj(Double::toString).forEach(cells::add);
    cells.add(Double.toString(step.loss()));
    cells.add(Double.toString(step.lr()));
    for (int i = 0; i < after.length; i++) {
      cells.add(Double.toString(before[i]));
      cells.add(Double.toString(gradient[i]));
      cells.add(Double.toString(after[i]));
    }
    csv.writeRecord(cells);
  }

  @Override
  public void onEnd(History history) {
    try {
      csv.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
