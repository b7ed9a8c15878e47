package kierkegrad.explain;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kierkegrad.explain.Read.Source;
import kierkegrad.op.Concat;
import kierkegrad.op.Op;
import kierkegrad.op.Where;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// The numbers of one operation, read once, and the letters that its formula gives them.
final class Numbers {
  private static final Pattern LEFT = Pattern.compile("dC/d([^\\s\\[ᵢ]+)");
  private static final String SUBSCRIPTS = "₁₂₃₄₅₆₇₈₉";

  private final Node node;
  private final Op op;
  private final List<Tensor> operands;
  private final List<double[]> in;
  private final double[] out;
  private final double[] gradient;

  /// @param operands the values of the node's operands
  Numbers(Node node, Op op, List<Tensor> operands) {
    this.node = node;
    this.op = op;
    this.operands = operands;
    this.in = operands.stream().map(Tensor::toDoubleArray).toList();
    this.out = node.value().toDoubleArray();
    this.gradient = node.gradient().map(Tensor::toDoubleArray).orElse(new double[0]);
  }

  Node node() {
    return node;
  }

  Op op() {
    return op;
  }

  List<Tensor> operands() {
    return operands;
  }

  Shape shape() {
    return node.shape();
  }

  Shape shape(int operand) {
    return operands.get(operand).shape();
  }

  double value(int entry) {
    return out[entry];
  }

  double value(int operand, int entry) {
    return in.get(operand)[entry];
  }

  double gradient(int entry) {
    return gradient[entry];
  }

  /// What was sent to an operand.
  double sent(int operand, int entry) {
    return node.operands().get(operand).gradient().map(g -> g.toDoubleArray()[entry]).orElse(0.0);
  }

  /// An entry of an operand.
  Expr x(int operand, int entry) {
    return Expr.entry(value(operand, entry), new Read(Source.OPERAND, operand, entry));
  }

  /// An entry of the result.
  Expr y(int entry) {
    return Expr.entry(out[entry], new Read(Source.VALUE, 0, entry));
  }

  /// An entry of the gradient that reached the result.
  Expr g(int entry) {
    return Expr.entry(gradient[entry], new Read(Source.GRADIENT, 0, entry));
  }

  /// The letter of an operand.
  String letter(int operand) {
    if (op instanceof Where) {
      return List.of("condition", "a", "b").get(operand);
    }
    if (op instanceof Concat) {
      return "A" + (operand < 9 ? SUBSCRIPTS.charAt(operand) : "_" + (operand + 1));
    }
    List<String> rules = op.formula().gradients();
    if (operand < rules.size()) {
      Matcher left = LEFT.matcher(rules.get(operand));
      if (left.lookingAt()) {
        return left.group(1);
      }
    }
    return operands.size() == 2 && operand == 1 && rules.size() == 1
        ? "t"
        : String.valueOf((char) ('A' + operand));
  }

  /// The letter of the result.
  String letter() {
    String forward = op.formula().forward();
    return forward.startsWith("y") ? "y" : "Y";
  }

  /// An entry of an operand in symbols, such as `X[0,1]`.
  String name(int operand, int entry) {
    return letter(operand) + index(shape(operand), entry);
  }

  /// An entry of the result in symbols.
  String name(int entry) {
    return letter() + index(shape(), entry);
  }

  /// The result's entry in the gradient, such as `dC/dY[0,1]`.
  String slope(int entry) {
    return "dC/d" + name(entry);
  }

  /// A working of an entry of the result.
  Working result(int entry, String symbols, Expr numbers, Working... given) {
    return new Working(name(entry), symbols, numbers, out[entry], List.of(given));
  }

  /// A working of an entry of what is sent to an operand.
  Working sending(int operand, int entry, String symbols, Expr numbers, Working... given) {
    return new Working(
        "dC/d" + name(operand, entry), symbols, numbers, sent(operand, entry), List.of(given));
  }

  /// The right side of the formula's gradient rule for an operand; empty if it has none.
  String rule(int operand) {
    List<String> rules = op.formula().gradients();
    return operand < rules.size() ? right(rules.get(operand)) : "";
  }

  /// The right side of the formula.
  String rule() {
    return right(op.formula().forward());
  }

  private static String right(String equation) {
    int sign = equation.indexOf(" = ");
    return sign < 0 ? equation : equation.substring(sign + 3);
  }

  /// The place of an entry, such as `[0,1]`; empty for a scalar.
  static String index(Shape shape, int entry) {
    return index(shape, entry, -1, "");
  }

  /// The place of an entry with a letter for one of the numbers, such as `[0,k]`.
  static String index(Shape shape, int entry, int letterDim, String letter) {
    if (shape.rank() == 0) {
      return "";
    }
    StringBuilder text = new StringBuilder("]");
    int rest = entry;
    for (int dim = shape.rank() - 1; dim >= 0; dim--) {
      text.insert(0, dim == letterDim ? letter : Integer.toString(rest % shape.size(dim)));
      text.insert(0, dim == 0 ? "[" : ",");
      rest /= shape.size(dim);
    }
    return text.toString();
  }
}
