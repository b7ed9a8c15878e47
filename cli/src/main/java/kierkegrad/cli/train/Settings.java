package kierkegrad.cli.train;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import kierkegrad.cli.network.Mlp;
import kierkegrad.cli.network.Precision;

/// Everything that decides how a run goes, apart from the data.
///
/// @param network the layers
/// @param dtype the type of all numbers
/// @param optimizer the optimizer
/// @param lr its learning rate
/// @param momentum its momentum, if it is SGD
/// @param schedule how the learning rate changes
/// @param epochs how often every row is seen
/// @param batch rows per step
/// @param l1 the weight of Σ|w| in the loss
/// @param l2 twice the weight of Σw² in the loss
/// @param shuffle whether rows are shuffled before every epoch
/// @param seed decides the first weights and the order of rows
public record Settings(
    Mlp network,
    Precision dtype,
    OptimizerChoice optimizer,
    double lr,
    double momentum,
    ScheduleChoice schedule,
    int epochs,
    int batch,
    double l1,
    double l2,
    boolean shuffle,
    long seed) {

  /// The number of steps of the whole run.
  ///
  /// @param rows the number of training rows
  public long steps(int rows) {
    return (long) Math.ceilDiv(rows, batch) * epochs;
  }

  /// The settings under the names of the command line's options.
  public SequencedMap<String, String> toMap() {
    SequencedMap<String, String> map = new LinkedHashMap<>();
    map.put("net", network.widths().toString());
    map.put("activation", network.activation().toString());
    map.put("dropout", Double.toString(network.dropout()));
    map.put("dtype", dtype.toString());
    map.put("optimizer", optimizer.toString());
    map.put("lr", Double.toString(lr));
    map.put("momentum", Double.toString(momentum));
    map.put("schedule", schedule.toString());
    map.put("epochs", Integer.toString(epochs));
    map.put("batch", Integer.toString(batch));
    map.put("l1", Double.toString(l1));
    map.put("l2", Double.toString(l2));
    map.put("shuffle", Boolean.toString(shuffle));
    return map;
  }

  /// Such as `adam, lr 0.01 cosine, batch 16, 100 epochs, seed 0`.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(optimizer).append(", lr ").append(lr).append(' ').append(schedule);
    text.append(momentum > 0 ? ", momentum " + momentum : "");
    text.append(", batch ")
        .append(batch)
        .append(", ")
        .append(epochs)
        .append(epochs == 1 ? " epoch" : " epochs");
    text.append(l1 > 0 ? ", l1 " + l1 : "").append(l2 > 0 ? ", l2 " + l2 : "");
    return text.append(shuffle ? "" : ", not shuffled").append(", seed ").append(seed).toString();
  }
}
