package kierkegrad.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import kierkegrad.conformance.oracle.Theirs;
import kierkegrad.nn.Layer;
import kierkegrad.tensor.Tensor;

/// One line of the page: a thing under PyTorch's name, and the cases that compare it.
///
/// ```java
/// table.row(Kind.OPERATION, "softmax")
///     .same("torch.softmax(a, 1)", x -> x.getFirst().softmax(1), Input.numbers(2, 3))
///     .specials("torch.softmax(a, 0)", x -> x.getFirst().softmax(0))
///     .refuses("torch.softmax(a, 5)", x -> x.getFirst().softmax(5), Input.numbers(2, 3));
/// table.row(Kind.LAYER, "Linear")
///     .layer("torch.nn.functional.linear(a, weight, bias)", () -> new Linear(3, 2), Input.numbers(4, 3));
/// ```
///
/// In a script the operands are called a, b, c, …, a layer's state by its names
/// (`self_attn_in_proj_weight`). Each set of operands makes up to four cases: double and single
/// precision, dense and strided.
public final class Row {
  private final Kind kind;
  private final String name;
  private final List<Case> cases = new ArrayList<>();
  private List<String> torchNames;
  private Derivatives order = Derivatives.TWICE;
  private double limit = Tolerance.F64.relative();
  private final List<String> remarks = new ArrayList<>();

  Row(Kind kind, String name) {
    this.kind = kind;
    this.name = name;
    this.torchNames = List.of(prefix(kind) + name);
  }

  private static String prefix(Kind kind) {
    return switch (kind) {
      case OPERATION, RANDOM -> "torch.";
      case LAYER, LOSS -> "torch.nn.";
      case OPTIMIZER -> "torch.optim.";
      case SCHEDULE -> "torch.optim.lr_scheduler.";
      case INITIALISATION -> "torch.nn.init.";
      case METRIC, TRAINING -> "";
    };
  }

  /// What PyTorch calls it, if not as usual for its kind; several names if one thing of ours stands
  /// for all of them.
  public Row torch(String... names) {
    this.torchNames = List.of(names);
    return this;
  }

  /// How often the following cases are differentiated, and why not twice.
  public Row differentiated(Derivatives order, String why) {
    this.order = order;
    return remark(why);
  }

  /// Another limit for the following cases in double precision, and why.
  public Row within(double relative, String why) {
    this.limit = relative;
    return remark(why);
  }

  /// Something that the page should say.
  public Row remark(String text) {
    if (!text.isEmpty() && !remarks.contains(text)) {
      remarks.add(text);
    }
    return this;
  }

  /// A function of tensors with one result.
  public Row same(String code, Function<List<Tensor>, Tensor> ours, Input... inputs) {
    return sameAll(code, xs -> List.of(ours.apply(xs)), inputs);
  }

  /// A function of tensors with several results, in the order of the script's.
  public Row sameAll(String code, Function<List<Tensor>, List<Tensor>> ours, Input... inputs) {
    Theirs theirs = xs -> Theirs.script(Comparison.names(inputs.length), code).apply(xs);
    return native_(code, theirs, ours, inputs);
  }

  /// A function that calls LibTorch's own classes.
  ///
  /// @param what it is, for messages
  public Row native_(
      String what, Theirs theirs, Function<List<Tensor>, List<Tensor>> ours, Input... inputs) {
    Comparison comparison = new Comparison(what, theirs, ours, order, limit);
    cases.addAll(comparison.cases(what + " ", List.of(inputs)));
    return this;
  }

  /// The same on NaN, infinities and zeros; the first derivative too.
  public Row specials(String code, Function<List<Tensor>, Tensor> ours) {
    Theirs theirs = xs -> Theirs.script(List.of("a"), code).apply(xs);
    Derivatives once = order == Derivatives.NONE ? order : Derivatives.ONCE;
    Comparison comparison =
        new Comparison(code, theirs, xs -> List.of(ours.apply(xs)), once, limit);
    cases.addAll(comparison.cases(code + " specials ", List.of(Input.specials())));
    return this;
  }

  /// Both sides must refuse these operands.
  public Row refuses(String code, Function<List<Tensor>, Tensor> ours, Input... inputs) {
    Theirs theirs = xs -> Theirs.script(Comparison.names(inputs.length), code).apply(xs);
    Comparison comparison =
        new Comparison(code, theirs, xs -> List.of(ours.apply(xs)), Derivatives.NONE, limit);
    cases.add(comparison.refusal(List.of(inputs)));
    return this;
  }

  /// A layer's output for one input. Its state is filled with numbers and given to the script.
  public Row layer(String code, Supplier<? extends Layer> layer, Input input) {
    Supplier<Layer> wide = layer::get;
    return layer(code, wide, (l, xs) -> List.of(l.forward(xs.getFirst())), input);
  }

  /// What a layer gives when it is called in another way, or with more operands: outputs, or its
  /// buffers afterwards.
  public <L extends Layer> Row layer(
      String code,
      Supplier<L> layer,
      BiFunction<L, List<Tensor>, List<Tensor>> call,
      Input... inputs) {
    LayerComparison<L> comparison = new LayerComparison<>(code, layer, call, order, limit);
    cases.addAll(comparison.cases(code + " ", List.of(inputs)));
    return this;
  }

  /// Any other comparison, such as with recorded numbers. Above the row's limit it fails.
  public Row check(String label, Supplier<Deviation> compare) {
    double most = limit;
    cases.add(
        new Case(
            label,
            () -> {
              Deviation found = compare.get();
              double allowed =
                  found.type() == kierkegrad.tensor.DType.F64
                      ? most
                      : Tolerance.of(found.type()).relative();
              if (!(found.relative() <= allowed)) {
                throw new Mismatch(label + " deviates by " + found.relative());
              }
              return found;
            }));
    return this;
  }

  /// The chapter.
  public Kind kind() {
    return kind;
  }

  /// Its name.
  public String name() {
    return name;
  }

  /// PyTorch's names for it.
  public List<String> torchNames() {
    return torchNames;
  }

  /// The comparisons.
  public List<Case> cases() {
    return List.copyOf(cases);
  }

  /// What the page says beside the numbers.
  public Optional<String> remarks() {
    return remarks.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", remarks));
  }

  @Override
  public String toString() {
    return kind + " " + name + " " + Arrays.toString(torchNames.toArray());
  }
}
