package kierkegrad.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Element-wise functions, often with parameters, that are one operation by name, formula and
/// derivative, but need no kernel of their own: they say how simpler element-wise operations
/// compose them, and a backend joins those to one [Chain], which is one pass over memory.
///
/// Operands broadcast against each other and are of one floating type. A gradient is an operation
/// of the same kind, [Gradient], so that going backwards is one pass too.
public sealed interface Composed extends Kernel
    permits Curve, Bend, Divergence, Penalty, Composed.Gradient {
  /// How many operands it takes.
  int operands();

  /// The result, of simpler element-wise operations that [Chain#takes].
  Tensor compose(Inputs in);

  /// The gradient in one operand, of simpler element-wise operations, for the gradient `g` = dC/dy
  /// of the result. It branches where the function does, so that it is no NaN where the slope is a
  /// number.
  Tensor gradient(int operand, Tensor g, Inputs in);

  @Override
  default Shape shape(List<Shape> in) {
    Rules.arity(this, in, operands());
    Shape shape = in.getFirst();
    for (Shape other : in.subList(1, in.size())) {
      shape = shape.broadcast(other, opName());
    }
    return shape;
  }

  @Override
  default DType dtype(List<DType> in) {
    return Rules.floating(this, in);
  }

  @Override
  default List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
    return IntStream.range(0, operands())
        .<Supplier<Tensor>>mapToObj(k -> () -> of(k, g, in))
        .toList();
  }

  /// Each result depends on one element of each operand, so that forwards and backwards are the
  /// same product.
  @Override
  default Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
    Optional<Tensor> sum = Optional.empty();
    for (int k = 0; k < tangents.size(); k++) {
      int operand = k;
      Optional<Tensor> part = tangents.get(k).map(t -> of(operand, t, in).expand(y.shape()));
      Optional<Tensor> before = sum;
      sum = part.map(p -> before.map(p::add).orElse(p)).or(() -> before);
    }
    return sum;
  }

  private Tensor of(int operand, Tensor g, Inputs in) {
    List<Tensor> operands = new ArrayList<>(in.all());
    operands.addFirst(g);
    return Tensor.apply(new Gradient(this, operand), operands);
  }

  /// The gradient of such a function in one operand. Operands: `g` = dC/dy and those of the
  /// function.
  ///
  /// @param of the function
  /// @param operand in which of its operands
  record Gradient(Composed of, int operand) implements Composed {
    @Override
    public String opName() {
      return of.opName() + "_backward";
    }

    @Override
    public String attributes() {
      String which = of.operands() > 1 ? "operand=" + operand : "";
      String join = which.isEmpty() || of.attributes().isEmpty() ? "" : ", ";
      return of.attributes() + join + which;
    }

    @Override
    public int operands() {
      return of.operands() + 1;
    }

    @Override
    public Tensor compose(Inputs in) {
      return of.gradient(operand, in.a(), rest(in));
    }

    private static Inputs rest(Inputs in) {
      return new Inputs(in.all().subList(1, in.all().size()));
    }

    /// In `g` it is linear; in the function's operands, step by step.
    @Override
    public List<Supplier<Tensor>> vjp(Tensor g, Inputs in, Tensor y) {
      List<Supplier<Tensor>> rules = new ArrayList<>();
      rules.add(() -> of.of(operand, g, rest(in)));
      Supplier<List<Supplier<Tensor>>> bySteps =
          () -> {
            Steps steps = Steps.of(this, in.all().stream().map(Tensor::dtype).toList());
            return steps.chain().vjp(g, new Inputs(steps.operands(in.all())), y);
          };
      for (int k = 1; k < operands(); k++) {
        int at = k;
        rules.add(() -> bySteps.get().get(at).get());
      }
      return rules;
    }

    /// By [#vjp].
    @Override
    public Optional<Tensor> jvp(List<Optional<Tensor>> tangents, Inputs in, Tensor y) {
      return Optional.empty();
    }

    @Override
    public Tensor gradient(int operand, Tensor g, Inputs in) {
      throw new IllegalStateException(opName() + ": its gradient is taken step by step");
    }

    @Override
    public Formula formula() {
      return Formula.of(
          "y = g · s(x), s the slope of " + of.opName(),
          "dC/dg = dC/dy · s(x)",
          "dC/dx = dC/dy · g · s′(x)");
    }
  }
}
