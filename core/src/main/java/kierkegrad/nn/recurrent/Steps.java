package kierkegrad.nn.recurrent;

import java.util.List;
import kierkegrad.tensor.Tensor;

/// How a kind of recurrent layer gets from one state to the next.
interface Steps {
  /// How many gates lie one below the other in the weights.
  int gates();

  /// How many tensors are a state; the first is the output too.
  int states();

  /// What the inputs of all time steps contribute, `[rows, g·hidden]`: one matrix product.
  Tensor project(RecurrentWeights w, Tensor x);

  /// The next state from the input's contribution `[n, g·hidden]` and the last state.
  List<Tensor> next(RecurrentWeights w, Tensor projected, List<Tensor> state);

  /// `h' = f(x·Wᵢₕᵀ + bᵢₕ + h·Wₕₕᵀ + bₕₕ)`.
  ///
  /// @param relu whether f is ReLU, otherwise tanh
  record Plain(boolean relu) implements Steps {
    @Override
    public int gates() {
      return 1;
    }

    @Override
    public int states() {
      return 1;
    }

    @Override
    public Tensor project(RecurrentWeights w, Tensor x) {
      return w.fromInputWithBothBiases(x);
    }

    @Override
    public List<Tensor> next(RecurrentWeights w, Tensor projected, List<Tensor> state) {
      Tensor sum = projected.add(w.fromStateWithoutBias(state.getFirst()));
      return List.of(relu ? sum.relu() : sum.tanh());
    }
  }

  /// Long short-term memory.
  record Lstm() implements Steps {
    @Override
    public int gates() {
      return 4;
    }

    @Override
    public int states() {
      return 2;
    }

    @Override
    public Tensor project(RecurrentWeights w, Tensor x) {
      return w.fromInputWithBothBiases(x);
    }

    @Override
    public List<Tensor> next(RecurrentWeights w, Tensor projected, List<Tensor> state) {
      Tensor gates = projected.add(w.fromStateWithoutBias(state.getFirst()));
      int width = gates.size(-1) / 4;
      Tensor input = gates.narrow(-1, 0, width).sigmoid();
      Tensor forget = gates.narrow(-1, width, width).sigmoid();
      Tensor cell = gates.narrow(-1, 2 * width, width).tanh();
      Tensor output = gates.narrow(-1, 3 * width, width).sigmoid();
      Tensor c = forget.mul(state.get(1)).add(input.mul(cell));
      Tensor h = output.mul(c.tanh());
      return List.of(w.hr().map(p -> h.matmul(p.value().mT())).orElse(h), c);
    }
  }

  /// Gated recurrent units.
  record Gru() implements Steps {
    @Override
    public int gates() {
      return 3;
    }

    @Override
    public int states() {
      return 1;
    }

    @Override
    public Tensor project(RecurrentWeights w, Tensor x) {
      return w.fromInput(x);
    }

    @Override
    public List<Tensor> next(RecurrentWeights w, Tensor projected, List<Tensor> state) {
      Tensor h = state.getFirst();
      Tensor own = w.fromState(h);
      int width = own.size(-1) / 3;
      Tensor reset = part(projected, 0, width).add(part(own, 0, width)).sigmoid();
      Tensor update = part(projected, 1, width).add(part(own, 1, width)).sigmoid();
      Tensor fresh = part(projected, 2, width).add(reset.mul(part(own, 2, width))).tanh();
      return List.of(fresh.add(update.mul(h.sub(fresh))));
    }

    private static Tensor part(Tensor gates, int number, int width) {
      return gates.narrow(-1, number * width, width);
    }
  }
}
