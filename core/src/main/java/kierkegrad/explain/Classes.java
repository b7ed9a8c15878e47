package kierkegrad.explain;

import static kierkegrad.explain.Expr.call;
import static kierkegrad.explain.Expr.difference;
import static kierkegrad.explain.Expr.exp;
import static kierkegrad.explain.Expr.minus;
import static kierkegrad.explain.Expr.number;
import static kierkegrad.explain.Expr.product;
import static kierkegrad.explain.Expr.quotient;
import static kierkegrad.explain.Expr.sum;

import java.util.List;
import java.util.stream.IntStream;
import kierkegrad.tensor.Shape;

/// Softmax, its logarithm, and the cross-entropy.
final class Classes {
  /// From here on eˣ is written as eˣ⁻ᵐ with the largest x as m, as it is computed.
  private static final double LARGE = 30;

  private Classes() {}

  /// The entries of x along a dimension, and what e is raised to.
  private record Line(int[] entries, double shift) {
    static Line of(Numbers n, int dim, int entry) {
      Shape shape = n.shape(0);
      int stride = 1;
      for (int d = dim + 1; d < shape.rank(); d++) {
        stride *= shape.size(d);
      }
      int size = shape.rank() == 0 ? 1 : shape.size(dim);
      int first = entry - entry / stride % size * stride;
      int step = stride;
      int[] entries = IntStream.range(0, size).map(i -> first + i * step).toArray();
      double largest = IntStream.of(entries).mapToDouble(i -> n.value(0, i)).max().orElse(0);
      double least = IntStream.of(entries).mapToDouble(i -> n.value(0, i)).min().orElse(0);
      return new Line(entries, largest > LARGE || least < -LARGE ? largest : 0);
    }

    Expr power(Numbers n, int entry) {
      Expr x = n.x(0, entry);
      return exp(shift == 0 ? x : difference(x, number(shift)));
    }

    Expr total(Numbers n) {
      return sum(IntStream.of(entries).mapToObj(i -> power(n, i)).toList());
    }

    double share(Numbers n, int entry) {
      double total = IntStream.of(entries).mapToDouble(i -> Math.exp(n.value(0, i) - shift)).sum();
      return Math.exp(n.value(0, entry) - shift) / total;
    }

    String text(String plain, String shifted) {
      return shift == 0 ? plain : shifted + " with m = max x";
    }
  }

  /// `eˣ / Σ eˣ`.
  record Shares(int dim) implements NumberRule {
    @Override
    public Working value(Numbers n, int entry) {
      Line line = Line.of(n, dim, entry);
      return n.result(
          entry,
          line.text(n.rule(), "eˣ⁻ᵐ / Σ eˣ⁻ᵐ"),
          quotient(line.power(n, entry), line.total(n)));
    }

    @Override
    public Working gradient(Numbers n, int operand, int entry) {
      List<Expr> all =
          IntStream.of(Line.of(n, dim, entry).entries())
              .mapToObj(i -> product(n.g(i), n.y(i)))
              .toList();
      return n.sending(0, entry, n.rule(0), product(n.y(entry), difference(n.g(entry), sum(all))));
    }
  }

  /// `x − ln Σ eˣ`.
  record Logarithms(int dim) implements NumberRule {
    @Override
    public Working value(Numbers n, int entry) {
      Line line = Line.of(n, dim, entry);
      Expr x = n.x(0, entry);
      return n.result(
          entry,
          line.text(n.rule(), "x − m − ln Σ eˣ⁻ᵐ"),
          difference(
              line.shift() == 0 ? x : difference(x, number(line.shift())),
              call("ln", line.total(n))));
    }

    @Override
    public Working gradient(Numbers n, int operand, int entry) {
      List<Expr> all = IntStream.of(Line.of(n, dim, entry).entries()).mapToObj(n::g).toList();
      return n.sending(
          0, entry, n.rule(0), difference(n.g(entry), product(exp(n.y(entry)), sum(all))));
    }
  }

  /// `−ln softmax(x)ₜ`, with the softmax as a step of its own.
  record CrossEntropy() implements NumberRule {
    @Override
    public Working value(Numbers n, int entry) {
      int classes = n.shape(0).size(1);
      int truth = entry * classes + (int) n.value(1, entry);
      Line line = Line.of(n, 1, truth);
      Working p = share(n, line, truth);
      if (p.result() == 0) {
        Expr x = difference(n.x(0, truth), number(line.shift()));
        return n.result(
            entry,
            "−(xₜ − m − ln Σ eˣ⁻ᵐ) with m = max x",
            minus(difference(x, call("ln", line.total(n)))));
      }
      return n.result(entry, "−ln " + p.name(), minus(call("ln", Expr.given(p))), p);
    }

    @Override
    public Working gradient(Numbers n, int operand, int entry) {
      int classes = n.shape(0).size(1);
      int row = entry / classes;
      boolean truth = entry % classes == (int) n.value(1, row);
      Working p = share(n, Line.of(n, 1, entry), entry);
      Expr slope = truth ? difference(Expr.given(p), number(1)) : Expr.given(p);
      String symbols = n.slope(row) + " · " + (truth ? "(" + p.name() + " − 1)" : p.name());
      return n.sending(0, entry, symbols, product(n.g(row), slope), p);
    }

    private static Working share(Numbers n, Line line, int entry) {
      return new Working(
          "p" + Numbers.index(n.shape(0), entry),
          line.text("eˣ / Σ eˣ", "eˣ⁻ᵐ / Σ eˣ⁻ᵐ"),
          quotient(line.power(n, entry), line.total(n)),
          line.share(n, entry),
          List.of());
    }
  }
}
