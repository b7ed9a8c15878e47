package kierkegrad.explain;

import static kierkegrad.explain.Expr.minus;
import static kierkegrad.explain.Expr.number;
import static kierkegrad.explain.Expr.product;
import static kierkegrad.explain.Expr.sum;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import kierkegrad.op.Binary;
import kierkegrad.op.Cast;
import kierkegrad.op.Chain;
import kierkegrad.op.Clamp;
import kierkegrad.op.Compare;
import kierkegrad.op.Composed;
import kierkegrad.op.Steps;
import kierkegrad.op.Unary;
import kierkegrad.op.Where;
import kierkegrad.tensor.Tensor;

/// The steps of a composed function on one entry of each operand, in one line. Of several cases
/// only the one that holds is written, and why it does.
final class Composition {
  private static final Expr ZERO = number(0);
  private static final Expr ONE = number(1);

  /// One entry of an operand.
  ///
  /// @param letter what the rule calls it
  /// @param number how it is written
  /// @param value what it is
  record Part(Expr letter, Expr number, Tensor value) {}

  private final Chain chain;
  private final List<Tensor> values;
  private final Map<Integer, Expr> letters = new HashMap<>();
  private final Map<Integer, Expr> numbers = new HashMap<>();
  private final List<Working> given = new ArrayList<>();

  Composition(Composed f, List<Part> parts) {
    List<Tensor> in = parts.stream().map(Part::value).toList();
    Steps steps = Steps.of(f, in.stream().map(Tensor::dtype).toList());
    chain = steps.chain();
    values = new ArrayList<>(steps.operands(in));
    for (int i = 0; i < chain.operands(); i++) {
      boolean constant = i >= parts.size();
      letters.put(i, constant ? number(at(i)) : parts.get(i).letter());
      numbers.put(i, constant ? number(at(i)) : parts.get(i).number());
    }
    for (Chain.Step step : chain.steps()) {
      values.add(Tensor.apply(step.op(), step.operands().stream().map(values::get).toList()));
    }
  }

  /// Gives what is needed twice a name and a line of its own.
  Composition named() {
    SortedMap<Integer, Integer> uses = new TreeMap<>();
    count(values.size() - 1, uses);
    uses.forEach((register, times) -> {
      Expr written = write(register, numbers);
      boolean small = written instanceof Expr.Number || written instanceof Expr.Minus;
      if (times > 1 && !small) {
        String name = "s" + "′".repeat(given.size());
        String symbols = write(register, letters).text(Style.SHORT);
        given.add(new Working(name, symbols, written, at(register), List.of()));
        letters.put(register, new Expr.Letter(name));
        numbers.put(register, Expr.given(given.getLast()));
      }
    });
    return this;
  }

  /// The rule, or what it is in this case.
  String symbols(String rule) {
    Set<String> reasons = new LinkedHashSet<>();
    why(values.size() - 1, reasons);
    String here = write(values.size() - 1, letters).text(Style.SHORT);
    String plain = given.isEmpty() ? rule : here;
    return reasons.isEmpty() ? plain : here + " (if " + String.join(", ", reasons) + ")";
  }

  Expr numbers() {
    return write(values.size() - 1, numbers);
  }

  Working[] given() {
    return given.toArray(Working[]::new);
  }

  private double at(int register) {
    return values.get(register).item();
  }

  private boolean holds(int register) {
    return at(register) != 0;
  }

  private Chain.Step step(int register) {
    return chain.steps().get(register - chain.operands());
  }

  /// The registers from which a result comes; of a choice only the one that was taken.
  private List<Integer> read(int register) {
    if (register < chain.operands()) {
      return List.of();
    }
    List<Integer> in = step(register).operands();
    boolean choice = step(register).op() instanceof Where;
    return choice ? List.of(in.get(holds(in.getFirst()) ? 1 : 2)) : in;
  }

  private void count(int register, Map<Integer, Integer> uses) {
    if (register >= chain.operands() && uses.merge(register, 1, Integer::sum) == 1) {
      read(register).forEach(in -> count(in, uses));
    }
  }

  /// The conditions of the choices behind a register.
  private void why(int register, Set<String> reasons) {
    if (register >= chain.operands() && step(register).op() instanceof Where) {
      reason(step(register).operands().getFirst(), reasons);
    }
    read(register).forEach(in -> why(in, reasons));
  }

  /// Why a condition holds, or why it does not. A minimum of truths is an *and*, a maximum an *or*.
  private void reason(int register, Set<String> reasons) {
    Chain.Step step = step(register);
    List<Integer> in = step.operands();
    if (step.op() instanceof Compare) {
      double a = at(in.getFirst());
      double b = at(in.getLast());
      String sign = a < b ? " < " : a > b ? " > " : a == b ? " = " : " ≠ ";
      Stream<Expr> sides = in.stream().map(side -> write(side, letters));
      reasons.add(String.join(sign, sides.map(x -> x.text(Style.SHORT)).toList()));
    } else {
      boolean both = holds(register) == (step.op() == Binary.MINIMUM);
      in.stream()
          .filter(side -> holds(side) == holds(register))
          .limit(both ? 2 : 1)
          .forEach(side -> reason(side, reasons));
    }
  }

  /// @param known how operands, constants and what has a name are written
  private Expr write(int register, Map<Integer, Expr> known) {
    Expr here = known.get(register);
    if (here != null) {
      return here;
    }
    List<Integer> in = read(register);
    Expr a = write(in.getFirst(), known);
    double x = at(in.getFirst());
    return switch (step(register).op()) {
      case Unary f -> new Elementwise.OfOne(f).function(a, x);
      case Clamp f -> new Elementwise.Limited(f).function(a, x);
      case Binary f -> {
        boolean constant = letters.get(in.getLast()) instanceof Expr.Number;
        Expr b = write(in.getLast(), known);
        yield switch (f) {
          case ADD -> total(a, b);
          case SUB -> b.equals(ZERO) ? a : total(a, minus(b));
          case MUL -> constant ? times(b, a) : times(a, b);
          case DIV -> b.equals(ONE) ? a : Expr.quotient(a, b);
          default -> new Elementwise.OfTwo(f).function(a, b, x);
        };
      }
      case Where _, Cast _ -> a;
      default -> throw new IllegalStateException(step(register).op().opName() + " is no step");
    };
  }

  /// b − x instead of −x + b, and no 0.
  private static Expr total(Expr a, Expr b) {
    if (a.equals(ZERO) || b.equals(ZERO)) {
      return a.equals(ZERO) ? b : a;
    }
    boolean turned = a instanceof Expr.Minus && !(b instanceof Expr.Minus);
    return sum(
        Stream.of(turned ? b : a, turned ? a : b)
            .flatMap(x -> x instanceof Expr.Sum(List<Expr> terms) ? terms.stream() : Stream.of(x))
            .toList());
  }

  /// The sign in front of all.
  private static Expr times(Expr a, Expr b) {
    if (a instanceof Expr.Minus(Expr opposite)) {
      return minus(times(opposite, b));
    }
    return product(
        Stream.of(a, b)
            .flatMap(x ->
                x instanceof Expr.Product(List<Expr> factors) ? factors.stream() : Stream.of(x))
            .toList());
  }
}
