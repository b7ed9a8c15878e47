package kierkegrad.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import kierkegrad.grad.Grad;
import kierkegrad.op.Drawn;
import kierkegrad.tensor.Tensor;

/// The rule that every operation has: gradients go through its Jacobian. A value is shown in
/// numbers where the operation is linear in some of its operands, at least at this place, as a
/// convolution is, or a pooling. Chance is not asked again.
record Slopes() implements NumberRule {
  private static final double CLOSE = 1e-9;

  /// Of how many operands sets are tried.
  private static final int MOST = 8;

  @Override
  public Working value(Numbers n, int entry) {
    if (n.op() instanceof Drawn) {
      return n.result(entry, n.rule(), Expr.none());
    }
    List<List<Expr>> parts = new ArrayList<>();
    List<Double> sums = new ArrayList<>();
    for (int k = 0; k < n.operands().size(); k++) {
      List<Expr> terms = new ArrayList<>();
      double sum = 0;
      if (n.operands().get(k).dtype().isFloating()) {
        double[] row = row(n, k, entry);
        for (int j = 0; j < row.length; j++) {
          if (row[j] != 0) {
            terms.add(Expr.product(n.x(k, j), Expr.number(row[j])));
            sum += n.value(k, j) * row[j];
          }
        }
      }
      parts.add(terms);
      sums.add(sum);
    }
    return linear(n, entry, parts, sums).orElseGet(() -> n.result(entry, n.rule(), Expr.none()));
  }

  /// The most operands in which the value is linear together, if there are some.
  private static Optional<Working> linear(
      Numbers n, int entry, List<List<Expr>> parts, List<Double> sums) {
    double y = n.value(entry);
    for (int choice : choices(parts.size())) {
      double sum = 0;
      List<Expr> terms = new ArrayList<>();
      List<String> symbols = new ArrayList<>();
      for (int k = 0; k < parts.size(); k++) {
        if ((choice >> k & 1) == 1) {
          sum += sums.get(k);
          terms.addAll(parts.get(k));
          String x = n.letter(k);
          symbols.add("Σ " + x + "[j] · ∂" + n.letter() + "/∂" + x + "[j]");
        }
      }
      if (!terms.isEmpty() && Math.abs(sum - y) <= CLOSE * Math.max(1, Math.abs(y))) {
        return Optional.of(n.result(entry, String.join(" + ", symbols), Expr.sum(terms)));
      }
    }
    return Optional.empty();
  }

  /// Sets of operands as bits, large ones first.
  private static List<Integer> choices(int operands) {
    return IntStream.range(1, 1 << Math.min(operands, MOST))
        .boxed()
        .sorted(Comparator.comparing(choice -> -Integer.bitCount(choice)))
        .toList();
  }

  @Override
  public Working gradient(Numbers n, int operand, int entry) {
    double[] column = column(n, operand, entry);
    List<Expr> terms = new ArrayList<>();
    for (int i = 0; i < column.length; i++) {
      if (column[i] != 0 && n.gradient(i) != 0) {
        terms.add(Expr.product(n.g(i), Expr.number(column[i])));
      }
    }
    String y = n.letter();
    String symbols = "Σᵢ dC/d" + y + "[i] · ∂" + y + "[i]/∂" + n.name(operand, entry);
    return n.sending(operand, entry, symbols, Expr.sum(terms));
  }

  /// The operation as a function of one operand.
  static UnaryOperator<Tensor> in(Numbers n, int operand) {
    return x -> {
      List<Tensor> operands = new ArrayList<>(n.operands());
      operands.set(operand, x);
      return Tensor.apply(n.op(), operands);
    };
  }

  private static Tensor unit(Tensor like, int entry) {
    double[] unit = new double[like.elements()];
    unit[entry] = 1;
    return Tensor.of(unit, unit.length).reshape(like.shape()).to(like.dtype());
  }

  /// The slopes of one entry of the result in all entries of an operand.
  static double[] row(Numbers n, int operand, int entry) {
    Tensor x = n.operands().get(operand);
    return Grad.vjp(in(n, operand), x, unit(n.node().value(), entry)).toDoubleArray();
  }

  /// The slopes of all entries of the result in one entry of an operand.
  static double[] column(Numbers n, int operand, int entry) {
    Tensor x = n.operands().get(operand);
    return Grad.jvp(in(n, operand), x, unit(x, entry)).toDoubleArray();
  }
}
