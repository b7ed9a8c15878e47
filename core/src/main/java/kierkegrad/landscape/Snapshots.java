package kierkegrad.landscape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;
import kierkegrad.train.Callback;
import kierkegrad.train.History;
import kierkegrad.train.Step;

/// Keeps a model's parameters along its training, at most [#MOST] times and evenly over the steps:
/// whenever there are that many, every second one is dropped, and from then on it looks half as
/// often. The first are the weights before any update, the last those at the end.
public final class Snapshots implements Callback {
  /// The largest number of snapshots.
  public static final int MOST = 65;

  private final List<Parameter> parameters;
  private final List<Long> steps = new ArrayList<>();
  private final List<List<Tensor>> values = new ArrayList<>();
  private long stride = 1;
  private long last;

  /// Of this model.
  public Snapshots(Layer model) {
    this.parameters = model.parameters();
  }

  @Override
  public void onStart(int epochs, OptionalInt stepsPerEpoch) {
    keep(0);
  }

  @Override
  public void onStep(Step step) {
    last = step.number();
    if (last % stride == 0) {
      if (steps.size() == MOST - 1) {
        thin();
      }
      if (last % stride == 0) {
        keep(last);
      }
    }
  }

  @Override
  public void onEnd(History history) {
    if (!steps.isEmpty() && steps.getLast() != last) {
      keep(last);
    }
  }

  private void keep(long step) {
    steps.add(step);
    values.add(parameters.stream().map(p -> p.value().detach().copy()).toList());
  }

  private void thin() {
    stride *= 2;
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (steps.get(i) % stride != 0) {
        steps.remove(i);
        values.remove(i);
      }
    }
  }

  /// What was kept.
  public Trail trail() {
    SequencedMap<String, Tensor> stacked = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      int parameter = i;
      stacked.put(
          parameters.get(i).name(),
          Tensor.stack(0, values.stream().map(all -> all.get(parameter)).toList()));
    }
    return new Trail(Tensor.of(steps.stream().mapToLong(Long::longValue).toArray()), stacked);
  }
}
