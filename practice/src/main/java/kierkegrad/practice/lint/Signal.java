package kierkegrad.practice.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kierkegrad.data.TensorDataset;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Mode;
import kierkegrad.nn.Sequential;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// What goes through an untrained model, for at most 256 training rows, in evaluation mode.
///
/// @param chain the layers one after another, as far as they are in [Sequential]s, with what came
///   out of each
/// @param inputSpread how much the rows differ, as [Stage#spread]
/// @param output what came out at the end, if nothing failed
/// @param failure why the model cannot take these rows, if it cannot
public record Signal(
    List<Stage> chain, double inputSpread, Optional<Tensor> output, Optional<String> failure) {
  private static final int ROWS = 256;

  /// A layer and what came out of it.
  ///
  /// @param name the layer's place, such as `3`, or `2.0` within another [Sequential]
  public record Stage(String name, Layer layer, Tensor output) {
    /// How much the outputs differ between rows: the root over units of the mean variance over
    /// rows.
    public double spread() {
      return Signal.spread(output);
    }
  }

  private static double spread(Tensor values) {
    int rows = values.size(0);
    Tensor flat = values.detach().to(DType.F64).reshape(rows, values.elements() / rows);
    return Math.sqrt(flat.sub(flat.mean(0)).square().mean().item());
  }

  static Signal of(Layer model, TensorDataset train) {
    int rows = Math.min(ROWS, train.size());
    Tensor x =
        train
            .rows(
                IntStream.range(0, rows).map(i -> (int) ((long) i * train.size() / rows)).toArray())
            .x();
    List<Stage> chain = new ArrayList<>();
    Map<Mode, Boolean> modes = new LinkedHashMap<>();
    modes(model, modes);
    modes.keySet().forEach(mode -> mode.set(false));
    try {
      Tensor output = run("", model, x, chain);
      return new Signal(chain, spread(x), Optional.of(output), Optional.empty());
    } catch (RuntimeException e) {
      return new Signal(
          chain, spread(x), Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
    } finally {
      modes.forEach(Mode::set);
    }
  }

  private static Tensor run(String name, Layer layer, Tensor x, List<Stage> chain) {
    if (!(layer instanceof Sequential(List<Layer> layers))) {
      Tensor y = layer.forward(x);
      chain.add(new Stage(name.isEmpty() ? "0" : name, layer, y));
      return y;
    }
    Tensor y = x;
    for (int i = 0; i < layers.size(); i++) {
      y = run(name.isEmpty() ? "" + i : name + "." + i, layers.get(i), y, chain);
    }
    return y;
  }

  private static void modes(Layer layer, Map<Mode, Boolean> found) {
    for (Object child : layer.children().values()) {
      switch (child) {
        case Mode mode -> found.put(mode, mode.isTraining());
        case Layer inner -> modes(inner, found);
        default -> {}
      }
    }
  }

  /// All layers within a layer, however deep, and itself.
  public static Stream<Layer> within(Layer layer) {
    return Stream.concat(
        Stream.of(layer),
        layer.children().values().stream()
            .filter(Layer.class::isInstance)
            .flatMap(child -> within((Layer) child)));
  }
}
