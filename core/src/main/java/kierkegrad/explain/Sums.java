package kierkegrad.explain;

import static kierkegrad.explain.Expr.call;
import static kierkegrad.explain.Expr.number;
import static kierkegrad.explain.Expr.product;
import static kierkegrad.explain.Expr.quotient;
import static kierkegrad.explain.Expr.sum;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import kierkegrad.op.Reduce;
import kierkegrad.tensor.Shape;

/// Reductions and matrix products.
final class Sums {
  private Sums() {}

  /// Sums, products and extremes of many entries.
  record Reduction(Reduce f) implements NumberRule {
    @Override
    public Working value(Numbers n, int entry) {
      List<Expr> terms = IntStream.of(line(n, entry)).mapToObj(i -> n.x(0, i)).toList();
      Expr numbers =
          switch (f.kind()) {
            case SUM -> sum(terms);
            case PROD -> product(terms);
            case MAX -> terms.size() == 1 ? terms.getFirst() : call("max", terms);
            case MIN -> terms.size() == 1 ? terms.getFirst() : call("min", terms);
          };
      return n.result(entry, n.rule(), numbers);
    }

    @Override
    public Working gradient(Numbers n, int operand, int entry) {
      int to = to(n)[entry];
      int[] line = line(n, to);
      Expr numbers =
          switch (f.kind()) {
            case SUM -> n.g(to);
            case PROD -> {
              List<Expr> factors = new ArrayList<>(List.of(n.g(to)));
              IntStream.of(line).filter(i -> i != entry).forEach(i -> factors.add(n.x(0, i)));
              yield product(factors);
            }
            case MAX, MIN -> {
              long ties = IntStream.of(line).filter(i -> n.value(0, i) == n.value(to)).count();
              boolean hit = n.value(0, entry) == n.value(to);
              Expr share = ties == 1 ? n.g(to) : quotient(n.g(to), number(ties));
              yield hit ? share : number(0);
            }
          };
      return n.sending(0, entry, n.rule(0), numbers);
    }

    private int[] to(Numbers n) {
      Shape kept = n.shape(0).reduce(f.axesArray(), true);
      return Elementwise.from(kept, n.shape(0));
    }

    private int[] line(Numbers n, int entry) {
      int[] to = to(n);
      return IntStream.range(0, to.length).filter(i -> to[i] == entry).toArray();
    }
  }

  /// Products of matrices, perhaps many at once.
  record Matrices() implements NumberRule {
    /// Where the entries are: each operand as it is repeated for every product.
    private record Sizes(int m, int k, int n, int[] a, int[] b) {
      static Sizes of(Numbers numbers) {
        Shape out = numbers.shape();
        int m = out.size(-2);
        int n = out.size(-1);
        int k = numbers.shape(0).size(-1);
        return new Sizes(
            m,
            k,
            n,
            Elementwise.from(numbers.shape(0), out.with(-1, k)),
            Elementwise.from(numbers.shape(1), out.with(-2, k)));
      }
    }

    @Override
    public Working value(Numbers n, int entry) {
      Sizes s = Sizes.of(n);
      int row = entry / s.n;
      int product = row / s.m;
      List<Expr> terms = new ArrayList<>();
      for (int k = 0; k < s.k; k++) {
        int b = s.b[(product * s.k + k) * s.n + entry % s.n];
        terms.add(product(n.x(0, s.a[row * s.k + k]), n.x(1, b)));
      }
      if (s.k == 0) {
        return n.result(entry, n.rule(), number(0));
      }
      String a = Numbers.index(n.shape(0), s.a[row * s.k], n.shape(0).rank() - 1, "k");
      int first = s.b[product * s.k * s.n + entry % s.n];
      String b = Numbers.index(n.shape(1), first, n.shape(1).rank() - 2, "k");
      return n.result(entry, "Σₖ A" + a + "·B" + b, sum(terms));
    }

    @Override
    public Working gradient(Numbers n, int operand, int entry) {
      Sizes s = Sizes.of(n);
      int[] own = operand == 0 ? s.a : s.b;
      List<Expr> terms = new ArrayList<>();
      for (int at = 0; at < own.length; at++) {
        if (own[at] == entry) {
          terms.addAll(operand == 0 ? inA(n, s, at) : inB(n, s, at));
        }
      }
      Shape shape = n.shape(operand);
      int rank = shape.rank();
      String symbols =
          operand == 0
              ? "Σⱼ dC/dY"
                  + Numbers.index(shape, entry, rank - 1, "j")
                  + "·B["
                  + entry % s.k
                  + ",j]"
              : "Σᵢ A[i,"
                  + entry / s.n % s.k
                  + "]·dC/dY"
                  + Numbers.index(shape, entry, rank - 2, "i");
      return n.sending(operand, entry, symbols, sum(terms));
    }

    private static List<Expr> inA(Numbers n, Sizes s, int at) {
      int row = at / s.k;
      int k = at % s.k;
      return IntStream.range(0, s.n)
          .mapToObj(j -> product(n.g(row * s.n + j), n.x(1, s.b[(row / s.m * s.k + k) * s.n + j])))
          .toList();
    }

    private static List<Expr> inB(Numbers n, Sizes s, int at) {
      int j = at % s.n;
      int k = at / s.n % s.k;
      int product = at / s.n / s.k;
      return IntStream.range(product * s.m, (product + 1) * s.m)
          .mapToObj(row -> product(n.x(0, s.a[row * s.k + k]), n.g(row * s.n + j)))
          .toList();
    }
  }

  /// `X·Wᵀ + b`.
  record Affine() implements NumberRule {
    @Override
    public Working value(Numbers n, int entry) {
      int outs = n.shape().size(-1);
      int ins = n.shape(1).size(1);
      int row = entry / outs;
      int out = entry % outs;
      List<Expr> terms = new ArrayList<>();
      for (int k = 0; k < ins; k++) {
        terms.add(product(n.x(0, row * ins + k), n.x(1, out * ins + k)));
      }
      terms.add(n.x(2, out));
      String x = Numbers.index(n.shape(0), row * ins, n.shape(0).rank() - 1, "k");
      return n.result(entry, "Σₖ X" + x + "·W[" + out + ",k] + b[" + out + "]", sum(terms));
    }

    @Override
    public Working gradient(Numbers n, int operand, int entry) {
      int outs = n.shape().size(-1);
      int ins = n.shape(1).size(1);
      int rows = outs == 0 ? 0 : n.shape().elements() / outs;
      return switch (operand) {
        case 0 -> {
          int row = entry / ins;
          int k = entry % ins;
          String y = Numbers.index(n.shape(), row * outs, n.shape().rank() - 1, "j");
          yield n.sending(
              0,
              entry,
              "Σⱼ dC/dY" + y + "·W[j," + k + "]",
              sum(
                  IntStream.range(0, outs)
                      .mapToObj(j -> product(n.g(row * outs + j), n.x(1, j * ins + k)))
                      .toList()));
        }
        case 1 -> {
          int out = entry / ins;
          int k = entry % ins;
          yield n.sending(
              1,
              entry,
              "Σᵢ dC/dY" + column(n, out) + "·X" + column(n, k),
              sum(
                  IntStream.range(0, rows)
                      .mapToObj(i -> product(n.g(i * outs + out), n.x(0, i * ins + k)))
                      .toList()));
        }
        default ->
            n.sending(
                2,
                entry,
                "Σᵢ dC/dY" + column(n, entry),
                sum(IntStream.range(0, rows).mapToObj(i -> n.g(i * outs + entry)).toList()));
      };
    }

    /// A column of the rows, such as `[i,2]`.
    private static String column(Numbers n, int column) {
      return n.shape().rank() == 1 ? "[" + column + "]" : "[i," + column + "]";
    }
  }
}
