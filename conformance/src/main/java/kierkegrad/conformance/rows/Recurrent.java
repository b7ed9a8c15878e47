package kierkegrad.conformance.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kierkegrad.conformance.Input;
import kierkegrad.conformance.Kind;
import kierkegrad.conformance.Row;
import kierkegrad.conformance.Table;
import kierkegrad.nn.Layer;
import kierkegrad.nn.recurrent.GRU;
import kierkegrad.nn.recurrent.GRUCell;
import kierkegrad.nn.recurrent.LSTM;
import kierkegrad.nn.recurrent.LSTMCell;
import kierkegrad.nn.recurrent.LSTMState;
import kierkegrad.nn.recurrent.RNN;
import kierkegrad.nn.recurrent.RNNCell;
import kierkegrad.nn.recurrent.RecurrentOptions;
import kierkegrad.nn.recurrent.RecurrentResult;
import kierkegrad.tensor.Tensor;

/// RNN, LSTM and GRU, and their cells: output and last states, and derivatives in everything.
public final class Recurrent {
  private static final int INPUT = 3;
  private static final int HIDDEN = 4;

  /// Sizes of time and batch.
  private static final List<int[]> SIZES =
      List.of(new int[] {1, 1}, new int[] {4, 2}, new int[] {3, 0});

  private Recurrent() {}

  /// Adds the rows.
  public static void rows(Table table) {
    Row rnn = table.row(Kind.LAYER, "RNN");
    Row lstm = table.row(Kind.LAYER, "LSTM");
    Row gru = table.row(Kind.LAYER, "GRU");
    for (RecurrentOptions options : options()) {
      for (int[] size : SIZES) {
        int[] x = options.batchFirst() ? sizes(size[1], size[0]) : sizes(size[0], size[1]);
        plain(rnn, "rnn_tanh", () -> new RNN(options), options, size[1], x);
        plain(rnn, "rnn_relu", () -> new RNN(options, "relu"), options, size[1], x);
        plain(gru, "gru", () -> new GRU(options), options, size[1], x);
        lstm(lstm, options, size[1], x);
        lstm(lstm, options.withProjection(2), size[1], x);
      }
    }
    single(rnn, lstm, gru);
    dropout(rnn, lstm, gru);
    padded(rnn, lstm, gru);
    refusals(rnn, lstm, gru);
    cells(table);
  }

  private static int[] sizes(int first, int second) {
    return new int[] {first, second, INPUT};
  }

  private static List<RecurrentOptions> options() {
    List<RecurrentOptions> all = new ArrayList<>();
    for (int layers = 1; layers <= 2; layers++) {
      RecurrentOptions forwards = new RecurrentOptions(INPUT, HIDDEN).withLayers(layers);
      for (RecurrentOptions ways : List.of(forwards, forwards.withBidirectional())) {
        all.add(ways);
        all.add(ways.withoutBias());
        all.add(ways.withBatchFirst());
      }
    }
    all.add(new RecurrentOptions(INPUT, HIDDEN).withLayers(3));
    return all;
  }

  /// The names of the state, in order, as a list in a script.
  private static String weights(RecurrentOptions options) {
    List<String> names = new ArrayList<>();
    for (int layer = 0; layer < options.layers(); layer++) {
      for (int way = 0; way < options.directions(); way++) {
        String end = "_l" + layer + (way == 1 ? "_reverse" : "");
        names.add("weight_ih" + end);
        names.add("weight_hh" + end);
        if (options.bias()) {
          names.add("bias_ih" + end);
          names.add("bias_hh" + end);
        }
        if (options.projection() > 0) {
          names.add("weight_hr" + end);
        }
      }
    }
    return "[" + String.join(", ", names) + "]";
  }

  private static String flag(boolean value) {
    return value ? "True" : "False";
  }

  /// What follows the weights.
  private static String rest(RecurrentOptions options, boolean training) {
    return String.join(
        ", ",
        flag(options.bias()),
        Integer.toString(options.layers()),
        Double.toString(options.dropout()),
        flag(training),
        flag(options.bidirectional()));
  }

  private static String call(
      String function, String x, String states, RecurrentOptions options, boolean training) {
    return "torch.%s(%s, %s, %s, %s, %s)"
        .formatted(
            function,
            x,
            states,
            weights(options),
            rest(options, training),
            flag(options.batchFirst()));
  }

  private static String zeros(RecurrentOptions options, String batch, int width) {
    return "a.new_zeros([%d, %s, %d])"
        .formatted(options.layers() * options.directions(), batch, width);
  }

  private static Input state(RecurrentOptions options, int n, int width) {
    return Input.between(-1, 1, options.layers() * options.directions(), n, width);
  }

  private static void plain(
      Row row, String function, Supplier<Layer> layer, RecurrentOptions options, int n, int[] x) {
    row.layer(
        call(function, "a", "b", options, true),
        layer,
        (l, xs) -> both(run(l, xs.getFirst(), Optional.of(xs.get(1)), Optional.empty())),
        Input.numbers(x),
        state(options, n, HIDDEN));
    String none = zeros(options, "a.size(%d)".formatted(options.batchFirst() ? 0 : 1), HIDDEN);
    row.layer(
        call(function, "a", none, options, true),
        layer,
        (l, xs) -> both(run(l, xs.getFirst(), Optional.empty(), Optional.empty())),
        Input.numbers(x));
  }

  private static RecurrentResult run(
      Layer layer, Tensor x, Optional<Tensor> h, Optional<Tensor> lengths) {
    return switch (layer) {
      case RNN rnn -> rnn.run(x, h, lengths);
      case GRU gru -> gru.run(x, h, lengths);
      default -> throw new IllegalArgumentException(layer.toString());
    };
  }

  private static List<Tensor> both(RecurrentResult result) {
    return List.of(result.output(), result.hidden());
  }

  private static List<Tensor> all(LSTM.Result result) {
    return List.of(result.output(), result.state().hidden(), result.state().cell());
  }

  private static void lstm(Row row, RecurrentOptions options, int n, int[] x) {
    row.layer(
        call("lstm", "a", "[b, c]", options, true),
        () -> new LSTM(options),
        (l, xs) -> all(l.run(xs.getFirst(), new LSTMState(xs.get(1), xs.get(2)))),
        Input.numbers(x),
        state(options, n, options.output()),
        state(options, n, HIDDEN).shuffled());
    String batch = "a.size(%d)".formatted(options.batchFirst() ? 0 : 1);
    String none =
        "[" + zeros(options, batch, options.output()) + ", " + zeros(options, batch, HIDDEN) + "]";
    row.layer(
        call("lstm", "a", none, options, true),
        () -> new LSTM(options),
        (l, xs) -> all(l.run(xs.getFirst())),
        Input.numbers(x));
  }

  /// One sequence without a batch.
  private static void single(Row rnn, Row lstm, Row gru) {
    RecurrentOptions options =
        new RecurrentOptions(INPUT, HIDDEN).withLayers(2).withBidirectional();
    String tail = "\nreturn y.squeeze(1), h.squeeze(1)";
    String states = "b.unsqueeze(1)";
    Input x = Input.numbers(4, INPUT);
    Input h = Input.between(-1, 1, 4, HIDDEN);
    rnn.layer(
        "y, h = " + call("rnn_tanh", "a.unsqueeze(1)", states, options, true) + tail,
        () -> new RNN(options),
        (l, xs) -> both(l.run(xs.getFirst(), xs.get(1))),
        x,
        h);
    gru.layer(
        "y, h = " + call("gru", "a.unsqueeze(1)", states, options, true) + tail,
        () -> new GRU(options),
        (l, xs) -> both(l.run(xs.getFirst(), xs.get(1))),
        x,
        h);
    lstm.layer(
        "y, h, s = "
            + call("lstm", "a.unsqueeze(1)", "[b.unsqueeze(1), c.unsqueeze(1)]", options, true)
            + tail
            + ", s.squeeze(1)",
        () -> new LSTM(options),
        (l, xs) -> all(l.run(xs.getFirst(), new LSTMState(xs.get(1), xs.get(2)))),
        x,
        h,
        h.shuffled());
  }

  /// Everything dropped between the layers, or nothing in evaluation.
  private static void dropout(Row rnn, Row lstm, Row gru) {
    RecurrentOptions dropping = new RecurrentOptions(INPUT, HIDDEN).withLayers(2).withDropout(1);
    RecurrentOptions options = dropping.withDropout(0.5);
    int[] x = sizes(4, 2);
    plain(rnn, "rnn_tanh", () -> new RNN(dropping), dropping, 2, x);
    plain(gru, "gru", () -> new GRU(dropping), dropping, 2, x);
    lstm(lstm, dropping, 2, x);
    rnn.layer(
        call("rnn_relu", "a", "b", options, false),
        () -> new RNN(options, "relu"),
        (l, xs) -> {
          l.eval();
          return both(l.run(xs.getFirst(), xs.get(1)));
        },
        Input.numbers(x),
        state(options, 2, HIDDEN));
    gru.layer(
        call("gru", "a", "b", options, false),
        () -> new GRU(options),
        (l, xs) -> {
          l.eval();
          return both(l.run(xs.getFirst(), xs.get(1)));
        },
        Input.numbers(x),
        state(options, 2, HIDDEN));
    lstm.layer(
        call("lstm", "a", "[b, b]", options, false),
        () -> new LSTM(options),
        (l, xs) -> {
          l.eval();
          return all(l.run(xs.getFirst(), new LSTMState(xs.get(1), xs.get(1))));
        },
        Input.numbers(x),
        state(options, 2, HIDDEN));
  }

  /// Sequences of different lengths: LibTorch packs them in the order of their lengths.
  private static void padded(Row rnn, Row lstm, Row gru) {
    List<long[]> lengths =
        List.of(new long[] {5, 3, 1}, new long[] {5, 5, 5}, new long[] {2, 5, 3});
    RecurrentOptions one = new RecurrentOptions(INPUT, HIDDEN);
    for (RecurrentOptions options : List.of(one, one.withLayers(2).withBidirectional())) {
      for (long[] each : lengths) {
        for (boolean gated : List.of(true, false)) {
          Row row = gated ? gru : rnn;
          row.layer(
              packed(gated ? "gru" : "rnn_tanh", options, false),
              () -> gated ? new GRU(options) : new RNN(options),
              (l, xs) -> both(run(l, xs.getFirst(), Optional.empty(), Optional.of(xs.get(1)))),
              Input.numbers(5, 3, INPUT),
              Input.of(each));
        }
        for (RecurrentOptions wide : List.of(options, options.withProjection(2))) {
          lstm.layer(
              packed("lstm", wide, true),
              () -> new LSTM(wide),
              (l, xs) -> all(l.run(xs.getFirst(), Optional.empty(), Optional.of(xs.get(1)))),
              Input.numbers(5, 3, INPUT),
              Input.of(each));
        }
      }
    }
  }

  private static String packed(String function, RecurrentOptions options, boolean two) {
    String h = zeros(options, "a.size(1)", options.output());
    String states = two ? "[" + h + ", " + zeros(options, "a.size(1)", HIDDEN) + "]" : h;
    return String.join(
        "\n",
        "order = torch.argsort(b, 0, True)",
        "back = torch.argsort(order)",
        "data, sizes = torch._pack_padded_sequence(a.index_select(1, order), b.index_select(0, order), False)",
        (two ? "y, h, s" : "y, h")
            + " = torch.%s(data, sizes, %s, %s, %s)"
                .formatted(function, states, weights(options), rest(options, true)),
        "out, n = torch._pad_packed_sequence(y, sizes, False, 0.0, 5)",
        "return out.index_select(1, back), h.index_select(1, back)"
            + (two ? ", s.index_select(1, back)" : ""));
  }

  private static void refusals(Row rnn, Row lstm, Row gru) {
    String weights =
        "[torch.ones(%d, 3).double(), torch.ones(%d, 4).double()], False, 1, 0.0, True, False, False)";
    RecurrentOptions plain = new RecurrentOptions(INPUT, HIDDEN).withoutBias();
    for (int[] x : List.of(new int[] {2, 2, 4}, new int[] {0, 2, 3}, new int[] {1, 2, 2, 3})) {
      rnn.refuses(
          "torch.rnn_tanh(a, torch.zeros(1, 2, 4).double(), " + weights.formatted(4, 4) + "[0]",
          xs -> new RNN(plain).forward(xs.getFirst()),
          Input.numbers(x));
      gru.refuses(
          "torch.gru(a, torch.zeros(1, 2, 4).double(), " + weights.formatted(12, 12) + "[0]",
          xs -> new GRU(plain).forward(xs.getFirst()),
          Input.numbers(x));
      lstm.refuses(
          "torch.lstm(a, [torch.zeros(1, 2, 4).double(), torch.zeros(1, 2, 4).double()], "
              + weights.formatted(16, 16)
              + "[0]",
          xs -> new LSTM(plain).forward(xs.getFirst()),
          Input.numbers(x));
    }
    gru.refuses(
        "torch.gru(a, b, " + weights.formatted(12, 12) + "[0]",
        xs -> new GRU(plain).run(xs.getFirst(), xs.get(1)).output(),
        Input.numbers(4, 2, INPUT),
        Input.numbers(1, 2, 5));
    gru.refuses(
        "torch._pack_padded_sequence(a, b, False)[0]",
        xs -> new GRU(plain).run(xs.getFirst(), Optional.empty(), Optional.of(xs.get(1))).output(),
        Input.numbers(4, 2, INPUT),
        Input.of(new long[] {4, 0}));
    gru.refuses(
        "torch._pack_padded_sequence(a, b, False)[0]",
        xs -> new GRU(plain).run(xs.getFirst(), Optional.empty(), Optional.of(xs.get(1))).output(),
        Input.numbers(4, 2, INPUT),
        Input.of(new long[] {4}));
  }

  private static void cells(Table table) {
    Row rnn = table.row(Kind.LAYER, "RNNCell");
    Row lstm = table.row(Kind.LAYER, "LSTMCell");
    Row gru = table.row(Kind.LAYER, "GRUCell");
    for (boolean bias : List.of(true, false)) {
      String w = "weight_ih, weight_hh" + (bias ? ", bias_ih, bias_hh)" : ")");
      for (int n : List.of(0, 1, 5)) {
        Input x = Input.numbers(n, INPUT);
        Input h = Input.between(-1, 1, n, HIDDEN);
        for (String kind : List.of("tanh", "relu")) {
          rnn.layer(
              "torch.rnn_" + kind + "_cell(a, b, " + w,
              () -> new RNNCell(INPUT, HIDDEN, bias, kind),
              (l, xs) -> List.of(l.forward(xs.getFirst(), xs.get(1))),
              x,
              h);
        }
        gru.layer(
            "torch.gru_cell(a, b, " + w,
            () -> new GRUCell(INPUT, HIDDEN, bias),
            (l, xs) -> List.of(l.forward(xs.getFirst(), xs.get(1))),
            x,
            h);
        lstm.layer(
            "torch.lstm_cell(a, [b, c], " + w,
            () -> new LSTMCell(INPUT, HIDDEN, bias),
            (l, xs) -> state(l.forward(xs.getFirst(), new LSTMState(xs.get(1), xs.get(2)))),
            x,
            h,
            h.shuffled());
        String zeros = "a.new_zeros([a.size(0), 4])";
        gru.layer(
            "torch.gru_cell(a, " + zeros + ", " + w, () -> new GRUCell(INPUT, HIDDEN, bias), x);
        rnn.layer(
            "torch.rnn_tanh_cell(a, " + zeros + ", " + w,
            () -> new RNNCell(INPUT, HIDDEN, bias, "tanh"),
            x);
        lstm.layer(
            "torch.lstm_cell(a, [" + zeros + ", " + zeros + "], " + w + "[0]",
            () -> new LSTMCell(INPUT, HIDDEN, bias),
            x);
      }
      gru.layer(
          "torch.gru_cell(a.unsqueeze(0), b.unsqueeze(0), " + w + ".squeeze(0)",
          () -> new GRUCell(INPUT, HIDDEN, bias),
          (l, xs) -> List.of(l.forward(xs.getFirst(), xs.get(1))),
          Input.numbers(INPUT),
          Input.numbers(HIDDEN));
    }
    rnn.refuses(
        "torch.rnn_tanh_cell(a, torch.zeros(2, 4).double(), torch.ones(4, 3).double(), torch.ones(4, 4).double())",
        xs -> new RNNCell(INPUT, HIDDEN).forward(xs.getFirst()),
        Input.numbers(2, 5));
    lstm.refuses(
        "torch.lstm_cell(a, [b, b], torch.ones(16, 3).double(), torch.ones(16, 4).double())[0]",
        xs ->
            new LSTMCell(INPUT, HIDDEN)
                .forward(xs.getFirst(), new LSTMState(xs.get(1), xs.get(1)))
                .hidden(),
        Input.numbers(2, INPUT),
        Input.numbers(2, 5));
    gru.refuses(
        "torch.gru_cell(a, b, torch.ones(12, 3).double(), torch.ones(12, 4).double())",
        xs -> new GRUCell(INPUT, HIDDEN).forward(xs.getFirst(), xs.get(1)),
        Input.numbers(2, INPUT),
        Input.numbers(3, HIDDEN));
  }

  private static List<Tensor> state(LSTMState state) {
    return List.of(state.hidden(), state.cell());
  }
}
