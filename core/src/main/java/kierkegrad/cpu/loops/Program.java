package kierkegrad.cpu.loops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kierkegrad.cpu.loops.Value.Code;
import kierkegrad.cpu.loops.Value.Kind;
import kierkegrad.tensor.DType;

/// Straight-line code for one element: values in the order of their computation, none twice. The
/// methods append an instruction and give the number of its value.
final class Program {
  /// An operand's array.
  record Input(DType type, boolean scalar) {}

  final List<Value> values = new ArrayList<>();
  final List<Input> inputs = new ArrayList<>();
  private final Map<Value, Integer> known = new HashMap<>();
  private DType resultType = DType.F32;
  private int result;

  /// Says which value goes to memory, and as what.
  void result(DType type, int value) {
    resultType = type;
    result = value;
  }

  int result() {
    return result;
  }

  /// The type of an operand's array or, behind them, the result's.
  DType type(int array) {
    return array < inputs.size() ? inputs.get(array).type() : resultType;
  }

  /// The types of all arrays.
  List<DType> types() {
    return IntStream.rangeClosed(0, inputs.size()).mapToObj(this::type).toList();
  }

  /// Whether an array holds truth values.
  boolean hasTruths() {
    return resultType == DType.BOOL || inputs.stream().anyMatch(x -> x.type() == DType.BOOL);
  }

  Kind kind(int value) {
    return values.get(value).kind();
  }

  private int append(Value value) {
    return known.computeIfAbsent(
        value,
        v -> {
          values.add(v);
          return values.size() - 1;
        });
  }

  private int append(Code code, Kind kind, int a, int b, int c, double number) {
    boolean invariant =
        (code.arity < 1 || values.get(a).invariant())
            && (code.arity < 2 || values.get(b).invariant())
            && (code.arity < 3 || values.get(c).invariant());
    return append(new Value(code, kind, a, b, c, number, invariant));
  }

  int load(DType type, boolean scalar) {
    Kind kind =
        switch (type) {
          case F32 -> Kind.F32;
          case F64 -> Kind.F64;
          case I32, U8 -> Kind.I32;
          case I64 -> Kind.I64;
          case BOOL -> Kind.MASK;
        };
    inputs.add(new Input(type, scalar));
    return append(new Value(Code.LOAD, kind, inputs.size() - 1, 0, 0, 0, scalar));
  }

  int constant(Kind kind, double number) {
    return append(new Value(Code.CONSTANT, kind, 0, 0, 0, number, true));
  }

  int f(float number) {
    return constant(Kind.F32, number);
  }

  int i(int number) {
    return constant(Kind.I32, number);
  }

  /// An instruction whose result is of its first operand's type.
  int apply(Code code, int a, int... more) {
    return append(
        code, kind(a), a, more.length > 0 ? more[0] : 0, more.length > 1 ? more[1] : 0, 0);
  }

  int add(int a, int b) {
    return apply(Code.ADD, a, b);
  }

  int sub(int a, int b) {
    return apply(Code.SUB, a, b);
  }

  int mul(int a, int b) {
    return apply(Code.MUL, a, b);
  }

  int div(int a, int b) {
    return apply(Code.DIV, a, b);
  }

  /// `a · b + c`, rounded once.
  int fma(int a, int b, int c) {
    return apply(Code.FMA, a, b, c);
  }

  int neg(int a) {
    return apply(Code.NEG, a);
  }

  int abs(int a) {
    return apply(Code.ABS, a);
  }

  int and(int a, int b) {
    return apply(Code.AND, a, b);
  }

  int or(int a, int b) {
    return apply(Code.OR, a, b);
  }

  int not(int a) {
    return apply(Code.NOT, a);
  }

  int compare(Code code, int a, int b) {
    return append(code, Kind.MASK, a, b, 0, 0);
  }

  int lt(int a, int b) {
    return compare(Code.LT, a, b);
  }

  int gt(int a, int b) {
    return compare(Code.GT, a, b);
  }

  /// `a` where the mask holds, else `b`.
  int select(int mask, int a, int b) {
    return append(Code.SELECT, kind(a), mask, a, b, 0);
  }

  int shl(int a, int count) {
    return append(Code.SHL, kind(a), a, 0, 0, count);
  }

  int shr(int a, int count) {
    return append(Code.SHR, kind(a), a, 0, 0, count);
  }

  int bits(int a) {
    return append(Code.BITS, Kind.I32, a, 0, 0, 0);
  }

  int floats(int a) {
    return append(Code.FLOAT, Kind.F32, a, 0, 0, 0);
  }

  int cast(Kind to, int a) {
    return kind(a) == to ? a : append(Code.CAST, to, a, 0, 0, 0);
  }

  /// A function by its ordinal.
  int call(Code code, Kind kind, int ordinal, int a, int b) {
    return append(code, kind, a, b, 0, ordinal);
  }

  /// The polynomial `c₀ + c₁x + c₂x² + …`, by Horner's rule.
  int polynomial(int x, float... c) {
    int sum = f(c[c.length - 1]);
    for (int k = c.length - 2; k >= 0; k--) {
      sum = fma(sum, x, f(c[k]));
    }
    return sum;
  }
}
