package kierkegrad.explain;

import static kierkegrad.explain.Expr.call;
import static kierkegrad.explain.Expr.difference;
import static kierkegrad.explain.Expr.exp;
import static kierkegrad.explain.Expr.minus;
import static kierkegrad.explain.Expr.number;
import static kierkegrad.explain.Expr.power;
import static kierkegrad.explain.Expr.product;
import static kierkegrad.explain.Expr.quotient;
import static kierkegrad.explain.Expr.sum;

import java.util.ArrayList;
import java.util.List;
import kierkegrad.op.Binary;
import kierkegrad.op.Clamp;
import kierkegrad.op.Unary;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Functions of single entries: gradient times slope.
final class Elementwise {
  private static final Expr ONE = number(1);
  private static final Expr TWO = number(2);

  private Elementwise() {}

  /// Functions of one operand.
  record OfOne(Unary f) implements NumberRule {
    @Override
    public Working value(Numbers n, int entry) {
      return n.result(entry, n.rule(), function(n.x(0, entry), n.value(0, entry)));
    }

    @Override
    public Working gradient(Numbers n, int operand, int entry) {
      Expr slope = slope(n.x(0, entry), n.y(entry), n.value(0, entry), n.value(entry));
      return n.sending(0, entry, n.rule(0), product(n.g(entry), slope));
    }

    Expr function(Expr x, double at) {
      return switch (f) {
        case NEG -> minus(x);
        case ABS -> call("|", x);
        case EXP -> exp(x);
        case LOG -> call("ln", x);
        case LOG1P -> call("ln", sum(ONE, x));
        case EXPM1 -> difference(exp(x), ONE);
        case SQRT -> call("√", x);
        case RSQRT -> quotient(ONE, call("√", x));
        case SQUARE -> power(x, TWO);
        case SIN -> call("sin", x);
        case COS -> call("cos", x);
        case TANH -> call("tanh", x);
        case SIGMOID -> logistic(x);
        case SOFTPLUS -> at > 20 ? x : call("ln", sum(ONE, exp(x)));
        case RELU -> call("max", x, number(0));
        case ERF -> call("erf", x);
        case RECIPROCAL -> quotient(ONE, x);
        case SIGN -> call("sign", x);
        case FLOOR -> call("floor", x);
        case ROUND -> call("round", x);
        case EXP2 -> power(TWO, x);
        case ERFC -> difference(ONE, call("erf", x));
        case LGAMMA -> call("ln", call("|", call("Γ", x)));
        case CEIL, TRUNC, TAN, ASIN, ACOS, ATAN, SINH, COSH, ASINH, ACOSH, ATANH, LOG2, LOG10 ->
            call(f.opName(), x);
        case ERFINV -> call("erf⁻¹", x);
      };
    }

    private Expr slope(Expr x, Expr y, double at, double value) {
      return switch (f) {
        case NEG -> number(-1);
        case ABS -> call("sign", x);
        case EXP -> y;
        case LOG -> quotient(ONE, x);
        case LOG1P -> quotient(ONE, sum(ONE, x));
        case EXPM1 -> sum(y, ONE);
        case SQRT -> quotient(ONE, product(TWO, y));
        case RSQRT -> quotient(minus(power(y, number(3))), TWO);
        case SQUARE -> product(TWO, x);
        case SIN -> call("cos", x);
        case COS -> minus(call("sin", x));
        case TANH -> difference(ONE, power(y, TWO));
        case SIGMOID -> product(y, difference(ONE, y));
        case SOFTPLUS -> at > 20 ? ONE : logistic(x);
        case RELU -> number(value > 0 ? 1 : 0);
        case ERF -> bell(x);
        case RECIPROCAL -> minus(power(y, TWO));
        case SIGN, FLOOR, ROUND, CEIL, TRUNC -> number(0);
        case TAN -> sum(ONE, power(y, TWO));
        case ASIN -> quotient(ONE, call("√", difference(ONE, power(x, TWO))));
        case ACOS -> minus(quotient(ONE, call("√", difference(ONE, power(x, TWO)))));
        case ATAN -> quotient(ONE, sum(ONE, power(x, TWO)));
        case SINH -> call("cosh", x);
        case COSH -> call("sinh", x);
        case ASINH -> quotient(ONE, call("√", sum(power(x, TWO), ONE)));
        case ACOSH -> quotient(ONE, call("√", difference(power(x, TWO), ONE)));
        case ATANH -> quotient(ONE, difference(ONE, power(x, TWO)));
        case EXP2 -> product(y, call("ln", TWO));
        case LOG2 -> quotient(ONE, product(x, call("ln", TWO)));
        case LOG10 -> quotient(ONE, product(x, call("ln", number(10))));
        case ERFC -> minus(bell(x));
        case ERFINV -> product(quotient(call("√", new Expr.Letter("π")), TWO), exp(power(y, TWO)));
        case LGAMMA -> call("ψ", x);
      };
    }

    private static Expr bell(Expr x) {
      return product(quotient(TWO, call("√", new Expr.Letter("π"))), exp(minus(power(x, TWO))));
    }
  }

  /// A number held between two others.
  record Limited(Clamp f) implements NumberRule {
    @Override
    public Working value(Numbers n, int entry) {
      return n.result(entry, n.rule(), function(n.x(0, entry), n.value(0, entry)));
    }

    /// Only the bound that was reached is written.
    Expr function(Expr x, double at) {
      Expr raised = at < f.low() ? call("max", x, number(f.low())) : x;
      return Math.max(at, f.low()) > f.high() ? call("min", raised, number(f.high())) : raised;
    }

    @Override
    public Working gradient(Numbers n, int operand, int entry) {
      double x = n.value(0, entry);
      Expr slope = number(x >= f.low() && x <= f.high() ? 1 : 0);
      return n.sending(0, entry, n.rule(0), product(n.g(entry), slope));
    }
  }

  /// Functions of two operands, which broadcast: an entry that was read several times gets the sum.
  record OfTwo(Binary f) implements NumberRule {
    @Override
    public Working value(Numbers n, int entry) {
      int at = from(n.shape(0), n.shape())[entry];
      Expr b = n.x(1, from(n.shape(1), n.shape())[entry]);
      return n.result(entry, n.rule(), function(n.x(0, at), b, n.value(0, at)));
    }

    Expr function(Expr a, Expr b, double at) {
      return switch (f) {
        case ADD -> sum(a, b);
        case SUB -> difference(a, b);
        case MUL -> product(a, b);
        case DIV -> quotient(a, b);
        case POW -> power(a, b);
        case MAXIMUM -> call("max", a, b);
        case MINIMUM -> call("min", a, b);
        case ATAN2 -> call("arctan", quotient(a, b));
        case HYPOT -> call("√", sum(power(a, TWO), power(b, TWO)));
        case LOGADDEXP -> call("ln", sum(exp(a), exp(b)));
        case XLOGY -> at == 0 ? number(0) : product(a, call("ln", b));
        case FMOD -> difference(a, product(b, call("trunc", quotient(a, b))));
        case REMAINDER -> difference(a, product(b, call("floor", quotient(a, b))));
        case FLOOR_DIVIDE -> call("floor", quotient(a, b));
      };
    }

    @Override
    public Working gradient(Numbers n, int operand, int entry) {
      int[] as = from(n.shape(0), n.shape());
      int[] bs = from(n.shape(1), n.shape());
      int[] own = operand == 0 ? as : bs;
      List<Expr> terms = new ArrayList<>();
      for (int i = 0; i < own.length; i++) {
        if (own[i] == entry) {
          double a = n.value(0, as[i]);
          double b = n.value(1, bs[i]);
          Expr slope =
              operand == 0
                  ? inA(n.x(0, as[i]), n.x(1, bs[i]), n.y(i), a, b)
                  : inB(n.x(0, as[i]), n.x(1, bs[i]), n.y(i), a, b);
          terms.add(product(n.g(i), slope));
        }
      }
      return n.sending(
          operand, entry, (terms.size() > 1 ? "Σ " : "") + n.rule(operand), sum(terms));
    }

    private Expr inA(Expr x, Expr y, Expr value, double a, double b) {
      return switch (f) {
        case ADD, SUB, FMOD, REMAINDER -> ONE;
        case ATAN2 -> quotient(y, sum(power(x, TWO), power(y, TWO)));
        case HYPOT -> quotient(x, value);
        case LOGADDEXP -> logistic(difference(x, y));
        case XLOGY -> a == 0 && b <= 0 ? number(0) : call("ln", y);
        case FLOOR_DIVIDE -> number(0);
        case MUL -> y;
        case DIV -> quotient(ONE, y);
        case POW -> b == 0 ? number(0) : product(y, power(x, difference(y, ONE)));
        case MAXIMUM -> number(share(a, b));
        case MINIMUM -> number(share(b, a));
      };
    }

    private Expr inB(Expr x, Expr y, Expr value, double a, double b) {
      return switch (f) {
        case ADD -> ONE;
        case SUB -> number(-1);
        case MUL -> x;
        case DIV -> quotient(minus(x), power(y, TWO));
        case POW -> a == 0 && b >= 0 ? number(0) : product(value, call("ln", x));
        case MAXIMUM -> number(share(b, a));
        case MINIMUM -> number(share(a, b));
        case ATAN2 -> quotient(minus(x), sum(power(x, TWO), power(y, TWO)));
        case HYPOT -> quotient(y, value);
        case LOGADDEXP -> logistic(difference(y, x));
        case XLOGY -> quotient(x, y);
        case FMOD -> minus(call("trunc", quotient(x, y)));
        case REMAINDER -> minus(call("floor", quotient(x, y)));
        case FLOOR_DIVIDE -> number(0);
      };
    }

    private static double share(double mine, double other) {
      return mine > other ? 1 : mine == other ? 0.5 : 0;
    }
  }

  private static Expr logistic(Expr x) {
    return quotient(ONE, sum(ONE, exp(minus(x))));
  }

  /// For every entry of the result, which entry of an operand it reads.
  static int[] from(Shape operand, Shape result) {
    return Tensor.arange(operand.elements()).reshape(operand).expand(result).toIntArray();
  }
}
