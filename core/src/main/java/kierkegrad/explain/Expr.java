package kierkegrad.explain;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The right side of a rule in numbers, which knows where each number comes from.
sealed interface Expr {
  /// As text.
  String text(Style style);

  /// The entries that are read.
  Stream<Read> reads();

  /// How tightly the text holds together: a sum 1, a product 2, a power 3, a number or a call 4.
  int grip(Style style);

  /// In brackets, if it would come apart.
  default String held(int grip, Style style) {
    String text = text(style);
    return grip(style) < grip ? "(" + text + ")" : text;
  }

  /// Nothing to write.
  static Expr none() {
    return new Letter("");
  }

  /// A number that belongs to the rule.
  static Expr number(double value) {
    return new Number(value, List.of());
  }

  /// An entry of a tensor.
  static Expr entry(double value, Read read) {
    return new Number(value, List.of(read));
  }

  /// A number that was worked out before; its working tells what it reads.
  static Expr given(Working working) {
    return new Number(working.result(), List.of());
  }

  static Expr sum(Expr... terms) {
    return sum(Arrays.asList(terms));
  }

  /// A sum; 0 of nothing, and of one term that term.
  static Expr sum(List<Expr> terms) {
    return switch (terms.size()) {
      case 0 -> number(0);
      case 1 -> terms.getFirst();
      default -> new Sum(List.copyOf(terms));
    };
  }

  static Expr difference(Expr a, Expr b) {
    return sum(a, minus(b));
  }

  /// A product, in which the rule's own 1 is not written.
  static Expr product(Expr... factors) {
    return product(Arrays.asList(factors));
  }

  /// A product, in which the rule's own 1 is not written.
  static Expr product(List<Expr> factors) {
    List<Expr> kept = factors.stream().filter(f -> !f.equals(number(1))).toList();
    return switch (kept.size()) {
      case 0 -> number(1);
      case 1 -> kept.getFirst();
      default -> new Product(kept);
    };
  }

  static Expr minus(Expr x) {
    return x instanceof Minus(Expr opposite) ? opposite : new Minus(x);
  }

  static Expr quotient(Expr a, Expr b) {
    return new Quotient(a, b);
  }

  static Expr power(Expr base, Expr exponent) {
    return new Power(base, exponent);
  }

  /// eˣ.
  static Expr exp(Expr x) {
    return new Power(new Letter("e"), x);
  }

  static Expr call(String function, Expr... arguments) {
    return new Call(function, List.of(arguments));
  }

  static Expr call(String function, List<Expr> arguments) {
    return new Call(function, List.copyOf(arguments));
  }

  /// A number.
  record Number(double value, List<Read> from) implements Expr {
    @Override
    public String text(Style style) {
      return style.number(value);
    }

    @Override
    public Stream<Read> reads() {
      return from.stream();
    }

    @Override
    public int grip(Style style) {
      return style.number(value).startsWith("−") ? 1 : 4;
    }
  }

  /// A letter that stands for itself.
  record Letter(String letter) implements Expr {
    @Override
    public String text(Style style) {
      return letter;
    }

    @Override
    public Stream<Read> reads() {
      return Stream.empty();
    }

    @Override
    public int grip(Style style) {
      return 4;
    }
  }

  /// A sum of at least two terms.
  record Sum(List<Expr> terms) implements Expr {
    @Override
    public String text(Style style) {
      boolean cut = terms.size() > style.terms();
      int head = cut ? style.terms() - 1 : terms.size();
      StringBuilder text = new StringBuilder(terms.getFirst().text(style));
      terms.subList(1, head).forEach(term -> append(text, term, style));
      if (cut) {
        text.append(" + … (").append(terms.size()).append(" terms)");
        append(text, terms.getLast(), style);
      }
      return text.toString();
    }

    private static void append(StringBuilder text, Expr term, Style style) {
      if (term instanceof Minus(Expr x)) {
        text.append(" − ").append(x.held(2, style));
      } else if (term instanceof Number n && n.text(style).startsWith("−")) {
        text.append(" − ").append(n.text(style).substring(1));
      } else {
        String held = term.text(style);
        text.append(" + ").append(held.startsWith("−") ? "(" + held + ")" : held);
      }
    }

    @Override
    public Stream<Read> reads() {
      return terms.stream().flatMap(Expr::reads);
    }

    @Override
    public int grip(Style style) {
      return 1;
    }
  }

  /// The opposite.
  record Minus(Expr x) implements Expr {
    @Override
    public String text(Style style) {
      return "−" + x.held(2, style);
    }

    @Override
    public Stream<Read> reads() {
      return x.reads();
    }

    @Override
    public int grip(Style style) {
      return 1;
    }
  }

  /// A product of at least two factors.
  record Product(List<Expr> factors) implements Expr {
    @Override
    public String text(Style style) {
      if (factors.size() > style.terms()) {
        Stream<String> head =
            factors.subList(0, style.terms() - 1).stream().map(f -> f.held(3, style));
        return Stream.concat(
                head,
                Stream.of("… (" + factors.size() + " factors)", factors.getLast().held(3, style)))
            .collect(Collectors.joining("·"));
      }
      return factors.stream().map(f -> f.held(3, style)).collect(Collectors.joining("·"));
    }

    @Override
    public Stream<Read> reads() {
      return factors.stream().flatMap(Expr::reads);
    }

    @Override
    public int grip(Style style) {
      return 2;
    }
  }

  /// A quotient.
  record Quotient(Expr a, Expr b) implements Expr {
    @Override
    public String text(Style style) {
      return a.held(2, style) + "/" + b.held(3, style);
    }

    @Override
    public Stream<Read> reads() {
      return Stream.of(a, b).flatMap(Expr::reads);
    }

    @Override
    public int grip(Style style) {
      return 2;
    }
  }

  /// A power.
  record Power(Expr base, Expr exponent) implements Expr {
    @Override
    public String text(Style style) {
      return base.held(4, style) + "^" + exponent.held(4, style);
    }

    @Override
    public Stream<Read> reads() {
      return Stream.of(base, exponent).flatMap(Expr::reads);
    }

    @Override
    public int grip(Style style) {
      return 3;
    }
  }

  /// A function of one or more numbers, such as `max(0.3, 0)`; `|` writes `|x|`.
  record Call(String function, List<Expr> arguments) implements Expr {
    @Override
    public String text(Style style) {
      boolean cut = arguments.size() > style.terms();
      Stream<String> texts =
          (cut ? arguments.subList(0, style.terms() - 1) : arguments)
              .stream().map(x -> x.text(style));
      if (cut) {
        String rest = "… (" + arguments.size() + " numbers)";
        texts = Stream.concat(texts, Stream.of(rest, arguments.getLast().text(style)));
      }
      String inner = texts.collect(Collectors.joining(", "));
      return function.equals("|") ? "|" + inner + "|" : function + "(" + inner + ")";
    }

    @Override
    public Stream<Read> reads() {
      return arguments.stream().flatMap(Expr::reads);
    }

    @Override
    public int grip(Style style) {
      return 4;
    }
  }
}
