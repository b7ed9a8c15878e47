package kierkegrad.nn.recurrent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// What the cells share: one step of one layer.
///
/// @param name as errors say it
record Cell(String name, Steps steps, RecurrentWeights weights) {
  static RecurrentWeights weights(Steps steps, int input, int hidden, boolean bias) {
    RecurrentOptions options = new RecurrentOptions(input, hidden);
    return RecurrentWeights.of(steps.gates(), input, bias ? options : options.withoutBias());
  }

  static void requireKnown(String name, String nonlinearity) {
    if (!nonlinearity.equals("tanh") && !nonlinearity.equals("relu")) {
      throw new IllegalArgumentException(
          name + ": nonlinearity '" + nonlinearity + "' is unknown; use 'tanh' or 'relu'");
    }
  }

  static String text(String nonlinearity) {
    return nonlinearity.equals("tanh") ? "" : ", nonlinearity=" + nonlinearity;
  }

  SequencedMap<String, Object> children() {
    SequencedMap<String, Object> parts = new LinkedHashMap<>();
    weights.name("", parts);
    return parts;
  }

  private int hidden() {
    return weights.hh().value().size(1);
  }

  List<Tensor> next(Tensor x, Optional<List<Tensor>> state) {
    if (x.rank() < 1 || x.rank() > 2 || x.size(-1) != weights.input()) {
      throw new ShapeException(
          name
              + weights.ih().layer("weight_ih")
              + ": expects [n, "
              + weights.input()
              + "] or ["
              + weights.input()
              + "], got "
              + x.shape());
    }
    Shape expected = x.shape().with(x.rank() - 1, hidden());
    List<Tensor> before = state.orElseGet(() -> zeros(x, expected));
    for (Tensor part : before) {
      if (!part.shape().equals(expected)) {
        throw new ShapeException(name + ": expects a state " + expected + ", got " + part.shape());
      }
    }
    if (x.rank() == 2) {
      return steps.next(weights, steps.project(weights, x), before);
    }
    List<Tensor> rows = before.stream().map(part -> part.unsqueeze(0)).toList();
    return next(x.unsqueeze(0), Optional.of(rows)).stream().map(part -> part.squeeze(0)).toList();
  }

  private List<Tensor> zeros(Tensor x, Shape shape) {
    DType type = x.dtype().promote(weights.ih().value().dtype());
    return IntStream.range(0, steps.states()).mapToObj(_ -> Tensor.zeros(type, shape)).toList();
  }

  /// Such as `10, 20, bias=false`.
  @Override
  public String toString() {
    return weights.input() + ", " + hidden() + (weights.biasIh().isPresent() ? "" : ", bias=false");
  }
}
