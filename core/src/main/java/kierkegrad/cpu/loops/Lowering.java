package kierkegrad.cpu.loops;

import java.util.List;
import kierkegrad.cpu.loops.Value.Code;
import kierkegrad.cpu.loops.Value.Kind;
import kierkegrad.op.Binary;
import kierkegrad.op.Cast;
import kierkegrad.op.Chain;
import kierkegrad.op.Clamp;
import kierkegrad.op.Compare;
import kierkegrad.op.Kernel;
import kierkegrad.op.Unary;
import kierkegrad.op.Where;
import kierkegrad.tensor.DType;

/// Turns the steps of a [Chain] into a [Program].
final class Lowering {
  private final Program p = new Program();

  private Lowering() {}

  /// @param types of the operands
  /// @param scalars bit k is set if operand k is one number for all elements
  static Program of(Chain chain, List<DType> types, long scalars) {
    Lowering lowering = new Lowering();
    Program p = lowering.p;
    List<DType> registers = chain.types(types);
    int[] values = new int[registers.size()];
    int next = 0;
    for (; next < types.size(); next++) {
      values[next] = p.load(types.get(next), (scalars >> next & 1) == 1);
    }
    for (Chain.Step step : chain.steps()) {
      int[] in = step.operands().stream().mapToInt(r -> values[r]).toArray();
      values[next++] = lowering.step(step.op(), registers.get(step.operands().getFirst()), in);
    }
    p.result(registers.getLast(), values[next - 1]);
    return p;
  }

  /// @param type of the first operand
  private int step(Kernel op, DType type, int[] in) {
    return switch (op) {
      case Unary unary when type == DType.F32 -> unaryF32(unary, in[0]);
      case Unary unary when type == DType.F64 -> unaryF64(unary, in[0]);
      case Unary unary -> wrap(type, unaryInteger(unary, type, in[0]));
      case Binary binary when type == DType.BOOL -> binaryBool(binary, in[0], in[1]);
      case Binary binary -> wrap(type, binary(binary, type, in[0], in[1]));
      case Compare compare -> compare(compare, type, in[0], in[1]);
      case Where _ -> where(in[0], in[1], in[2]);
      case Clamp clamp -> clamp(clamp, type, in[0]);
      case Cast cast -> cast(cast.to(), in[0]);
      default -> throw new IllegalArgumentException(op.opName() + " is not element-wise");
    };
  }

  private int unaryF32(Unary op, int x) {
    return switch (op) {
      case EXP -> Functions.exp(p, x);
      case EXPM1 -> Functions.expm1(p, x);
      case LOG -> Functions.log(p, x);
      case LOG1P -> Functions.log1p(p, x);
      case TANH -> Functions.tanh(p, x);
      case SIGMOID -> Functions.sigmoid(p, x);
      case SOFTPLUS -> Functions.softplus(p, x);
      case ERF -> Functions.erf(p, x);
      case FLOOR -> Functions.floor(p, x);
      case ROUND -> Functions.round(p, x);
      case NEG, ABS, SQRT, RSQRT, SQUARE, RELU, RECIPROCAL, SIGN -> simple(op, Kind.F32, x);
      default -> p.cast(Kind.F32, call(op, p.cast(Kind.F64, x)));
    };
  }

  private int unaryF64(Unary op, int x) {
    return switch (op) {
      case NEG, ABS, SQRT, RSQRT, SQUARE, RELU, RECIPROCAL, SIGN -> simple(op, Kind.F64, x);
      default -> call(op, x);
    };
  }

  private int call(Unary op, int x) {
    return p.call(Code.UNARY, Kind.F64, op.ordinal(), x, x);
  }

  private int simple(Unary op, Kind kind, int x) {
    int one = p.constant(kind, 1);
    int zero = p.constant(kind, 0);
    return switch (op) {
      case NEG -> p.neg(x);
      case ABS -> p.abs(x);
      case SQRT -> p.apply(Code.SQRT, x);
      case RSQRT -> p.div(one, p.apply(Code.SQRT, x));
      case SQUARE -> p.mul(x, x);
      case RECIPROCAL -> p.div(one, x);
      case RELU -> p.select(p.lt(x, zero), zero, x);
      case SIGN ->
          p.select(p.gt(x, zero), one, p.select(p.lt(x, zero), p.constant(kind, -1), zero));
      default -> throw new IllegalStateException(op.opName());
    };
  }

  private int unaryInteger(Unary op, DType type, int x) {
    if (type == DType.BOOL || (type == DType.U8 && op == Unary.ABS)) {
      return x;
    }
    return switch (op) {
      case FLOOR, CEIL, TRUNC, ROUND -> x;
      case NEG, ABS, SQUARE, RELU, SIGN -> simple(op, p.kind(x), x);
      default -> throw new IllegalStateException(op.opName() + " of integers");
    };
  }

  /// Bytes wrap modulo 256.
  private int wrap(DType type, int x) {
    return type == DType.U8 ? p.and(x, p.i(255)) : x;
  }

  private int binary(Binary op, DType type, int a, int b) {
    return switch (op) {
      case ADD -> p.add(a, b);
      case SUB -> p.sub(a, b);
      case MUL -> p.mul(a, b);
      case DIV -> p.div(a, b);
      case MAXIMUM -> p.apply(Code.MAX, a, b);
      case MINIMUM -> p.apply(Code.MIN, a, b);
      case POW, ATAN2, HYPOT, LOGADDEXP, XLOGY, FMOD, REMAINDER, FLOOR_DIVIDE -> {
        Kind kind = type.isFloating() ? Kind.F64 : Kind.I64;
        Code code = type.isFloating() ? Code.BINARY : Code.WHOLE;
        int y = p.call(code, kind, op.ordinal(), p.cast(kind, a), p.cast(kind, b));
        yield p.cast(p.kind(a), y);
      }
    };
  }

  /// Arithmetic on 0 and 1 of which all but 0 is true.
  private int binaryBool(Binary op, int a, int b) {
    return switch (op) {
      case ADD, MAXIMUM -> p.or(a, b);
      case MUL, MINIMUM -> p.and(a, b);
      case SUB -> p.apply(Code.XOR, a, b);
      case DIV -> a;
      case POW -> p.or(a, p.not(b));
      default ->
          throw new IllegalArgumentException(
              op.opName() + ": no arithmetic of truth values; convert with to(DType.I64)");
    };
  }

  private int compare(Compare op, DType type, int a, int b) {
    if (type == DType.BOOL) {
      return switch (op) {
        case EQ -> p.not(p.apply(Code.XOR, a, b));
        case NE -> p.apply(Code.XOR, a, b);
        case LT -> p.and(p.not(a), b);
        case LE -> p.or(p.not(a), b);
        case GT -> p.and(a, p.not(b));
        case GE -> p.or(a, p.not(b));
      };
    }
    return p.compare(Code.valueOf(op.name()), a, b);
  }

  private int where(int mask, int a, int b) {
    return p.kind(a) == Kind.MASK
        ? p.or(p.and(mask, a), p.and(p.not(mask), b))
        : p.select(mask, a, b);
  }

  private int clamp(Clamp op, DType type, int x) {
    Kind kind = type.isFloating() ? p.kind(x) : Kind.I64;
    int wide = type.isFloating() ? x : cast(DType.I64, x);
    int low = p.constant(kind, op.low());
    int high = p.constant(kind, op.high());
    return cast(type, p.apply(Code.MIN, p.apply(Code.MAX, wide, low), high));
  }

  /// To boolean, all but 0 is true; floating to integer truncates, and what does not fit int64
  /// saturates; narrower integers keep the lowest bits.
  private int cast(DType to, int x) {
    Kind from = p.kind(x);
    if (from == Kind.MASK && to != DType.BOOL) {
      Kind kind =
          switch (to) {
            case F32 -> Kind.F32;
            case F64 -> Kind.F64;
            case I64 -> Kind.I64;
            default -> Kind.I32;
          };
      return p.select(x, p.constant(kind, 1), p.constant(kind, 0));
    }
    return switch (to) {
      case F32 -> p.cast(Kind.F32, x);
      case F64 -> p.cast(Kind.F64, x);
      case I64 -> p.cast(Kind.I64, x);
      case I32 -> narrow(x);
      case U8 -> p.and(narrow(x), p.i(255));
      case BOOL -> from == Kind.MASK ? x : p.compare(Code.NE, x, p.constant(from, 0));
    };
  }

  private int narrow(int x) {
    return p.cast(Kind.I32, p.kind(x) == Kind.I32 ? x : p.cast(Kind.I64, x));
  }
}
