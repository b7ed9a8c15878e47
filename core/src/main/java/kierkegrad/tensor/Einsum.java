package kierkegrad.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Sums of products by letters. Two operands at a time become one matrix product: the letters of
/// both that stay are its batch, the letters of both that are summed over its inner dimension.
final class Einsum {
  /// Letters of the ellipsis's dimensions, counted from the right.
  private static final int DOTS = 1000;

  private final String equation;

  private Einsum(String equation) {
    this.equation = equation;
  }

  /// A tensor whose dimensions have letters, each another one.
  private record Term(Tensor x, List<Integer> letters) {
    int size(int letter) {
      return letters.contains(letter) ? x.size(letters.indexOf(letter)) : 1;
    }

    Term without(List<Integer> summed) {
      int[] dims = summed.stream().filter(letters::contains).mapToInt(letters::indexOf).toArray();
      List<Integer> rest = letters.stream().filter(l -> !summed.contains(l)).toList();
      return dims.length == 0 ? this : new Term(x.sum(dims), rest);
    }

    /// In the order of these letters, of which it may lack some: those get size 1.
    Tensor ordered(List<Integer> wanted) {
      List<Integer> own = wanted.stream().filter(letters::contains).toList();
      Tensor moved = x.permute(own.stream().mapToInt(letters::indexOf).toArray());
      return moved.reshape(wanted.stream().mapToInt(this::size).toArray());
    }
  }

  static Tensor of(String equation, List<Tensor> operands) {
    return new Einsum(equation).result(operands);
  }

  private Tensor result(List<Tensor> operands) {
    String text = equation.replace(" ", "");
    int arrow = text.indexOf("->");
    List<String> parts = List.of((arrow < 0 ? text : text.substring(0, arrow)).split(",", -1));
    if (parts.size() != operands.size()) {
      throw refused(parts.size() + " terms for " + operands.size() + " operands");
    }
    DType type = operands.stream().map(Tensor::dtype).reduce(DType::promote).orElseThrow();
    List<Term> terms = new ArrayList<>();
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      Tensor x = operands.get(i).to(type);
      List<Integer> letters = letters(parts.get(i), x.rank());
      if (letters.size() != x.rank()) {
        throw refused("term '" + parts.get(i) + "' does not name the dimensions of " + x.shape());
      }
      all.addAll(letters);
      terms.add(diagonals(x, letters));
    }
    List<Integer> out = arrow < 0 ? implicit(all) : explicit(text.substring(arrow + 2), all);
    checkSizes(terms);
    Term left = terms.getFirst();
    for (int i = 1; i < terms.size(); i++) {
      List<Integer> needed = new ArrayList<>(out);
      terms.subList(i + 1, terms.size()).forEach(t -> needed.addAll(t.letters()));
      left = product(left, terms.get(i), needed);
    }
    List<Integer> summed = left.letters().stream().filter(l -> !out.contains(l)).toList();
    return left.without(summed).ordered(out);
  }

  private List<Integer> letters(String term, int rank) {
    int dots = term.indexOf("...");
    String rest = dots < 0 ? term : term.substring(0, dots) + term.substring(dots + 3);
    if (!rest.chars().allMatch(c -> c < 128 && Character.isLetter(c))) {
      throw refused("term '" + term + "' has something else than letters and one ellipsis");
    }
    List<Integer> letters = new ArrayList<>(rest.chars().boxed().toList());
    if (dots >= 0) {
      int hidden = Math.max(0, rank - letters.size());
      letters.addAll(
          dots, IntStream.range(0, hidden).mapToObj(i -> DOTS + hidden - 1 - i).toList());
    }
    return letters;
  }

  /// The ellipsis's dimensions, then what occurs once, by the alphabet.
  private static List<Integer> implicit(List<Integer> all) {
    return Stream.concat(
            dots(all),
            all.stream().filter(l -> l < DOTS && all.indexOf(l) == all.lastIndexOf(l)).sorted())
        .toList();
  }

  private static Stream<Integer> dots(List<Integer> all) {
    return all.stream().filter(l -> l >= DOTS).distinct().sorted((a, b) -> b - a);
  }

  private List<Integer> explicit(String term, List<Integer> all) {
    List<Integer> hidden = dots(all).toList();
    List<Integer> out = letters(term, term.replace("...", "").length() + hidden.size());
    for (int letter : out) {
      if (!all.contains(letter) || out.indexOf(letter) != out.lastIndexOf(letter)) {
        throw refused(
            "the result's letter " + (char) letter + " must occur once, and in some operand");
      }
    }
    return out;
  }

  /// Letters that occur twice taken along their diagonal.
  private Term diagonals(Tensor x, List<Integer> letters) {
    Tensor y = x;
    List<Integer> rest = new ArrayList<>(letters);
    for (int i = 0; i < rest.size(); i++) {
      int again = rest.subList(i + 1, rest.size()).indexOf(rest.get(i)) + i + 1;
      if (again > i) {
        if (y.size(i) != y.size(again)) {
          throw refused("a repeated letter has sizes " + y.size(i) + " and " + y.size(again));
        }
        y = y.diagonal(0, i, again).movedim(-1, i);
        rest.remove(again);
        i--;
      }
    }
    return new Term(y, List.copyOf(rest));
  }

  private void checkSizes(List<Term> terms) {
    for (Term a : terms) {
      for (Term b : terms) {
        for (int letter : a.letters()) {
          int one = a.size(letter);
          int other = b.size(letter);
          if (one != other && one != 1 && other != 1) {
            throw refused(
                (letter >= DOTS ? "the ellipsis" : "letter " + (char) letter)
                    + " has sizes "
                    + one
                    + " and "
                    + other);
          }
        }
      }
    }
  }

  private static Term product(Term left, Term right, List<Integer> needed) {
    List<Integer> shared = left.letters().stream().filter(right.letters()::contains).toList();
    // What one operand alone has and nobody needs is summed first, and so is what broadcasts.
    Term a = left.without(aside(left, right, needed, shared));
    Term b = right.without(aside(right, left, needed, shared));
    List<Integer> batch = a.letters().stream().filter(l -> shares(b, needed, l)).toList();
    List<Integer> inner =
        a.letters().stream().filter(l -> b.letters().contains(l) && !needed.contains(l)).toList();
    List<Integer> rows = only(a, b);
    List<Integer> columns = only(b, a);
    List<Integer> result = joined(batch, rows, columns);
    if (inner.isEmpty()) {
      return new Term(a.ordered(result).mul(b.ordered(result)), result);
    }
    Tensor x = a.ordered(joined(batch, rows, inner));
    Tensor y = b.ordered(joined(batch, inner, columns));
    int[] sizes = result.stream().mapToInt(l -> Math.max(a.size(l), b.size(l))).toArray();
    for (int i = 0; i < result.size(); i++) {
      // A size of 0 beside 1 is 0.
      sizes[i] = a.size(result.get(i)) == 0 || b.size(result.get(i)) == 0 ? 0 : sizes[i];
    }
    int[] common = Arrays.copyOf(sizes, batch.size());
    int k = elements(a, inner);
    Tensor p =
        x.expand(with(common, x, batch.size())).reshape(matrices(common, elements(a, rows), k));
    Tensor q =
        y.expand(with(common, y, batch.size())).reshape(matrices(common, k, elements(b, columns)));
    return new Term(p.matmul(q).reshape(sizes), result);
  }

  private static boolean shares(Term b, List<Integer> needed, int letter) {
    return b.letters().contains(letter) && needed.contains(letter);
  }

  private static List<Integer> aside(
      Term term, Term other, List<Integer> needed, List<Integer> shared) {
    return term.letters().stream()
        .filter(l -> !needed.contains(l))
        .filter(l -> !shared.contains(l) || term.size(l) != other.size(l))
        .toList();
  }

  private static List<Integer> only(Term term, Term other) {
    return term.letters().stream().filter(l -> !other.letters().contains(l)).toList();
  }

  @SafeVarargs
  private static List<Integer> joined(List<Integer>... letters) {
    return Arrays.stream(letters).flatMap(List::stream).toList();
  }

  private static int elements(Term term, List<Integer> letters) {
    return letters.stream().mapToInt(term::size).reduce(1, (a, b) -> a * b);
  }

  private static int[] with(int[] batch, Tensor x, int dims) {
    int[] sizes = x.shape().toArray();
    System.arraycopy(batch, 0, sizes, 0, dims);
    return sizes;
  }

  private static int[] matrices(int[] batch, int rows, int columns) {
    int count = IntStream.of(batch).reduce(1, (a, b) -> a * b);
    return batch.length == 0 ? new int[] {rows, columns} : new int[] {count, rows, columns};
  }

  static Tensor tensordot(Tensor a, Tensor b, int[] dims, int[] others) {
    int[] left = IntStream.of(dims).map(a.shape()::axis).toArray();
    int[] right = IntStream.of(others).map(b.shape()::axis).toArray();
    boolean fits = left.length == right.length;
    for (int i = 0; fits && i < left.length; i++) {
      fits = a.size(left[i]) == b.size(right[i]);
    }
    if (!fits
        || IntStream.of(left).distinct().count() != left.length
        || IntStream.of(right).distinct().count() != right.length) {
      throw new ShapeException(
          "tensordot: dimensions "
              + Arrays.toString(dims)
              + " of "
              + a.shape()
              + " and "
              + Arrays.toString(others)
              + " of "
              + b.shape()
              + " do not fit");
    }
    int[] rows = IntStream.range(0, a.rank()).filter(d -> !has(left, d)).toArray();
    int[] columns = IntStream.range(0, b.rank()).filter(d -> !has(right, d)).toArray();
    int k = IntStream.of(left).map(a::size).reduce(1, (p, q) -> p * q);
    int m = IntStream.of(rows).map(a::size).reduce(1, (p, q) -> p * q);
    int n = IntStream.of(columns).map(b::size).reduce(1, (p, q) -> p * q);
    Tensor x = a.permute(IntStream.concat(IntStream.of(rows), IntStream.of(left)).toArray());
    Tensor y = b.permute(IntStream.concat(IntStream.of(right), IntStream.of(columns)).toArray());
    int[] result =
        IntStream.concat(IntStream.of(rows).map(a::size), IntStream.of(columns).map(b::size))
            .toArray();
    return x.reshape(m, k).matmul(y.reshape(k, n)).reshape(result);
  }

  private static boolean has(int[] dims, int dim) {
    return IntStream.of(dims).anyMatch(d -> d == dim);
  }

  private ShapeException refused(String why) {
    return new ShapeException("einsum: '" + equation + "': " + why);
  }
}
