package kierkegrad.landscape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private static final String STRIDE = "stride";
  private static final String STEPS = "steps";
  private static final String VALUES = "values.";

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

  /// What was kept: a resumed training has one way. It makes the state of a training up to [#MOST]
  /// times as large.
  @Override
  public SequencedMap<String, Tensor> state() {
    SequencedMap<String, Tensor> state = new LinkedHashMap<>();
    state.put(STRIDE, Tensor.of(new long[] {stride, last}));
    state.put(STEPS, Tensor.of(steps.stream().mapToLong(Long::longValue).toArray()));
    trail().values().forEach((name, kept) -> state.put(VALUES + name, kept));
    return state;
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    long[] place = state.getOrDefault(STRIDE, Tensor.of(new long[] {1, 0})).toLongArray();
    stride = place[0];
    last = place[1];
    steps.clear();
    values.clear();
    long[] times = state.getOrDefault(STEPS, Tensor.of(new long[0])).toLongArray();
    for (int i = 0; i < times.length; i++) {
      int row = i;
      steps.add(times[i]);
      values.add(
          parameters.stream()
              .map(p -> state.getOrDefault(VALUES + p.name(), p.value()).select(0, row).copy())
              .toList());
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
