package kierkegrad.explain;

import java.util.ArrayList;
import java.util.List;

/// A rule filled with the numbers of one entry.
///
/// `Y[0,1] = Σₖ X[0,k]·W[1,k] + b[1] = 5.1·0.12 + 3.5·(−0.3) + 0.02 = −0.418`
public final class Working {
  private final String name;
  private final String symbols;
  private final Expr numbers;
  private final double result;
  private final List<Working> given;

  Working(String name, String symbols, Expr numbers, double result, List<Working> given) {
    this.name = name;
    this.symbols = symbols;
    this.numbers = numbers;
    this.result = result;
    this.given = List.copyOf(given);
  }

  /// What is computed, such as `Y[0,1]` or `dC/dX[0,2]`.
  public String name() {
    return name;
  }

  /// The right side in symbols, such as `Σₖ X[0,k]·W[1,k] + b[1]`.
  public String symbols() {
    return symbols;
  }

  /// The right side in numbers, in [Style#SHORT]; empty if the rule has no short form in numbers.
  public String numbers() {
    return numbers(Style.SHORT);
  }

  /// The right side in numbers. Its signs are `+ − · / ^ ( ) |`, its functions `√ ln e^ sin cos
  /// tanh erf max min sign floor round`; in [Style#EXACT] it can be computed again.
  public String numbers(Style style) {
    return numbers.text(style);
  }

  /// The result, as the tensor has it.
  public double result() {
    return result;
  }

  /// Intermediate results that the numbers contain, such as `p[0,1]` of a softmax.
  public List<Working> given() {
    return given;
  }

  /// The entries that are read, in the order of the numbers; each once.
  public List<Read> reads() {
    List<Read> reads = new ArrayList<>();
    given.forEach(working -> reads.addAll(working.reads()));
    numbers.reads().forEach(reads::add);
    return reads.stream().distinct().toList();
  }

  /// One line: name, symbols, numbers and result.
  public String text(Style style) {
    return text(style, false);
  }

  /// One line, without the symbols if they are known.
  String text(Style style, boolean known) {
    String text = numbers(style);
    String value = style.number(result);
    boolean plain = text.isEmpty() || text.equals(value);
    return name + (known ? "" : " = " + symbols) + (plain ? "" : " = " + text) + " = " + value;
  }

  /// One line in [Style#SHORT].
  @Override
  public String toString() {
    return text(Style.SHORT);
  }
}
