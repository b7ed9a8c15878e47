package kierkegrad.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kierkegrad.conformance.oracle.Theirs;
import kierkegrad.nn.Box;
import kierkegrad.nn.Layer;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// A layer of ours beside a script that is given the layer's state under its names, dots replaced
/// by underscores.
record LayerComparison<L extends Layer>(
    String code,
    Supplier<L> layer,
    BiFunction<L, List<Tensor>, List<Tensor>> call,
    Derivatives order,
    double limit) {
  List<Case> cases(String label, List<Input> inputs) {
    List<Case> cases = new ArrayList<>();
    boolean canBeStrided = inputs.stream().anyMatch(Input::canBeStrided);
    for (DType type : List.of(DType.F64, DType.F32)) {
      for (boolean strided : canBeStrided ? List.of(false, true) : List.of(false)) {
        String name = label + inputs + " " + type + (strided ? " strided" : "");
        cases.add(new Case(name, () -> compare(inputs, type, strided)));
      }
    }
    return cases;
  }

  private Deviation compare(List<Input> inputs, DType type, boolean strided) {
    L ours = layer.get();
    ours.to(type);
    Map<String, Box> state = ours.state();
    List<Tensor> operands = new ArrayList<>();
    List<Tensor> leaves = new ArrayList<>();
    List<Values> numbers = new ArrayList<>();
    List<Boolean> differentiated = new ArrayList<>();
    for (Input input : inputs) {
      Tensor x = input.tensor(type, strided);
      boolean leaf = input.differentiated() && x.dtype().isFloating();
      Tensor operand = leaf ? x.tracked() : x;
      operands.add(operand);
      numbers.add(Values.of(x));
      differentiated.add(leaf);
      if (leaf) {
        leaves.add(operand);
      }
    }
    state.forEach((name, box) -> {
      if (box.value().dtype().isFloating()) {
        box.set(start(name, box.value()).tensor(type, false));
      }
      numbers.add(Values.of(box.value()));
      boolean trained = box instanceof Parameter parameter && !parameter.isFrozen();
      differentiated.add(trained);
      if (trained) {
        leaves.add(box.value());
      }
    });
    List<String> names =
        Stream.concat(
                Comparison.names(inputs.size()).stream(),
                state.keySet().stream().map(LayerComparison::identifier))
            .toList();
    Comparison comparison =
        new Comparison(code, Theirs.script(names, code), xs -> call.apply(ours, xs), order, limit);
    Answer expected = comparison.theirs(numbers, differentiated);
    return comparison.deviation(comparison.ours(operands, leaves), expected, type);
  }

  /// A state's name as a script can write it: `_0_weight` for `0.weight`.
  private static String identifier(String name) {
    String word = name.replace('.', '_');
    return Character.isDigit(word.charAt(0)) ? "_" + word : word;
  }

  /// Variances are positive.
  private static Input start(String name, Tensor like) {
    int[] shape = like.shape().toArray();
    // Parameters of one shape must not be equal.
    double turn = Math.floorMod(name.hashCode(), 97) / 97.0;
    return name.endsWith("var")
        ? Input.between(0.5, 1.5 + turn, shape)
        : Input.between(-0.7 - turn, 0.9 + 0.5 * turn, shape);
  }
}
