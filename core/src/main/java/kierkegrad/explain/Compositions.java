package kierkegrad.explain;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kierkegrad.explain.Composition.Part;
import kierkegrad.op.Composed;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Functions that simpler ones compose, and so do their numbers, forwards and backwards.
record Compositions(Composed f) implements NumberRule {
  private static final Expr SLOPE = new Expr.Letter("dC/dy");

  @Override
  public Working value(Numbers n, int entry) {
    Composition y = new Composition(f, operands(n, places(n), entry).toList()).named();
    return n.result(entry, y.symbols(n.rule()), y.numbers(), y.given());
  }

  /// A gradient's own gradient is not composed, but it is linear in what it multiplies.
  @Override
  public Working gradient(Numbers n, int operand, int entry) {
    boolean again = f instanceof Composed.Gradient;
    if (again && operand > 0) {
      return new Slopes().gradient(n, operand, entry);
    }
    Composed back = again ? f : new Composed.Gradient(f, operand);
    List<int[]> places = places(n);
    int[] own = places.get(operand);
    List<Composition> readers =
        IntStream.range(0, own.length)
            .filter(i -> own[i] == entry)
            .mapToObj(i -> {
              Part g = part(n, 0, SLOPE, n.g(i), n.gradient(i));
              Stream<Part> in = operands(n, places, i).skip(again ? 1 : 0);
              return new Composition(back, Stream.concat(Stream.of(g), in).toList());
            })
            .toList();
    if (readers.size() == 1) {
      Composition x = readers.getFirst().named();
      return n.sending(operand, entry, x.symbols(n.rule(operand)), x.numbers(), x.given());
    }
    Expr nothing = Expr.number(0);
    List<Expr> terms =
        readers.stream().map(Composition::numbers).filter(term -> !term.equals(nothing)).toList();
    return n.sending(operand, entry, "Σ " + n.rule(operand), Expr.sum(terms));
  }

  /// Which entry of each operand the entries of the result read.
  private static List<int[]> places(Numbers n) {
    return n.operands().stream().map(x -> Elementwise.from(x.shape(), n.shape())).toList();
  }

  private static Stream<Part> operands(Numbers n, List<int[]> places, int entry) {
    return IntStream.range(0, places.size())
        .mapToObj(k -> {
          int at = places.get(k)[entry];
          return part(n, k, new Expr.Letter(n.letter(k)), n.x(k, at), n.value(k, at));
        });
  }

  private static Part part(Numbers n, int operand, Expr letter, Expr number, double value) {
    DType type = n.operands().get(operand).dtype();
    return new Part(letter, number, Tensor.full(type, Shape.SCALAR, value));
  }
}
