package kierkegrad.nn.recurrent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import kierkegrad.nn.Mode;
import kierkegrad.nn.dropout.Dropout;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// What RNN, LSTM and GRU share: layers on one another, directions, and time.
///
/// @param name as errors say it
/// @param weights layer by layer, forwards before backwards
record Recurrence(
    String name, Steps steps, RecurrentOptions options, List<RecurrentWeights> weights, Mode mode) {
  /// The output of all steps, and the last states `[layers·directions, n, features]`.
  record Result(Tensor output, List<Tensor> states) {}

  /// One direction of one layer: its outputs in the order of time, and its last state.
  private record Pass(Tensor output, List<Tensor> last) {}

  static List<RecurrentWeights> weights(Steps steps, RecurrentOptions options) {
    List<RecurrentWeights> all = new ArrayList<>();
    for (int layer = 0; layer < options.layers(); layer++) {
      int input = layer == 0 ? options.input() : options.output() * options.directions();
      for (int direction = 0; direction < options.directions(); direction++) {
        all.add(RecurrentWeights.of(steps.gates(), input, options));
      }
    }
    return List.copyOf(all);
  }

  /// PyTorch's names: `weight_ih_l0`, …, `weight_ih_l0_reverse`, …
  SequencedMap<String, Object> children() {
    SequencedMap<String, Object> parts = new LinkedHashMap<>();
    for (int i = 0; i < weights.size(); i++) {
      int layer = i / options.directions();
      boolean reverse = i % options.directions() == 1;
      weights.get(i).name("_l" + layer + (reverse ? "_reverse" : ""), parts);
    }
    parts.put("mode", mode);
    return parts;
  }

  Result run(Tensor x, Optional<List<Tensor>> initial, Optional<Tensor> lengths) {
    check(x);
    if (x.rank() == 2) {
      lengths.ifPresent(_ -> {
        throw new ShapeException(name + ": lengths are for batches, and x is " + x.shape());
      });
      int batch = options.batchFirst() ? 0 : 1;
      Result one =
          run(
              x.unsqueeze(batch),
              initial.map(all -> all.stream().map(s -> s.unsqueeze(1)).toList()),
              lengths);
      return new Result(
          one.output().squeeze(batch), one.states().stream().map(s -> s.squeeze(1)).toList());
    }
    Tensor byTime = options.batchFirst() ? x.transpose(0, 1) : x;
    List<Tensor> states = initial.orElseGet(() -> zeros(byTime));
    Lengths.check(name, lengths, byTime, states, expected(byTime.size(1)));
    Optional<Tensor> mask = lengths.map(l -> Lengths.mask(l, byTime.size(0)));
    Result result = layers(byTime, states, mask);
    return options.batchFirst()
        ? new Result(result.output().transpose(0, 1), result.states())
        : result;
  }

  private Result layers(Tensor byTime, List<Tensor> states, Optional<Tensor> mask) {
    Tensor y = byTime;
    List<List<Tensor>> last = new ArrayList<>();
    for (int layer = 0; layer < options.layers(); layer++) {
      List<Tensor> outputs = new ArrayList<>();
      for (int direction = 0; direction < options.directions(); direction++) {
        int place = layer * options.directions() + direction;
        List<Tensor> start = states.stream().map(s -> s.select(0, place)).toList();
        Pass pass = pass(weights.get(place), y, start, direction == 1, mask);
        outputs.add(pass.output());
        last.add(pass.last());
      }
      y = outputs.size() == 1 ? outputs.getFirst() : Tensor.concat(-1, outputs);
      if (layer < options.layers() - 1) {
        y = new Dropout(options.dropout(), mode, Optional.empty()).forward(y);
      }
    }
    List<Tensor> joined =
        IntStream.range(0, steps.states())
            .mapToObj(i -> Tensor.stack(0, last.stream().map(s -> s.get(i)).toList()))
            .toList();
    return new Result(y, joined);
  }

  private Pass pass(
      RecurrentWeights w, Tensor x, List<Tensor> start, boolean backwards, Optional<Tensor> mask) {
    int times = x.size(0);
    int batch = x.size(1);
    Tensor rows = steps.project(w, x.reshape(times * batch, x.size(2)));
    Tensor projected = rows.reshape(times, batch, rows.size(1));
    List<Tensor> state = start;
    List<Tensor> outputs = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      int time = backwards ? times - 1 - i : i;
      List<Tensor> next = steps.next(w, projected.select(0, time), state);
      Optional<Tensor> lives = mask.map(m -> m.select(0, time));
      outputs.add(
          lives.map(l -> Lengths.zeroElsewhere(l, next.getFirst())).orElse(next.getFirst()));
      List<Tensor> before = state;
      state = lives.map(l -> Lengths.keepElsewhere(l, next, before)).orElse(next);
    }
    return new Pass(Tensor.stack(0, backwards ? outputs.reversed() : outputs), state);
  }

  /// The shapes of the states of a batch of n.
  private List<Shape> expected(int n) {
    int all = options.layers() * options.directions();
    return IntStream.range(0, steps.states())
        .mapToObj(i -> Shape.of(all, n, i == 0 ? options.output() : options.hidden()))
        .toList();
  }

  private List<Tensor> zeros(Tensor byTime) {
    DType type = byTime.dtype().promote(weights.getFirst().ih().value().dtype());
    return expected(byTime.size(1)).stream().map(s -> Tensor.zeros(type, s)).toList();
  }

  private void check(Tensor x) {
    boolean fits = (x.rank() == 2 || x.rank() == 3) && x.size(-1) == options.input();
    if (!fits) {
      throw new ShapeException(
          name
              + weights.getFirst().ih().layer("weight_ih_l0")
              + ": expects "
              + (options.batchFirst() ? "[n, t, " : "[t, n, ")
              + options.input()
              + "] or [t, "
              + options.input()
              + "], got "
              + x.shape());
    }
    if (x.size(x.rank() == 3 && options.batchFirst() ? 1 : 0) == 0) {
      throw new ShapeException(
          name + ": a sequence without steps, " + x.shape() + "; give at least one");
    }
  }
}
