package kierkegrad.cpu;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import kierkegrad.cpu.machine.Threads;
import kierkegrad.op.Binary;
import kierkegrad.op.Clamp;
import kierkegrad.op.Compare;
import kierkegrad.op.Unary;
import kierkegrad.tensor.Layout;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// Kernels that compute element by element. An op's own function on numbers is the definition; the
/// loops that training spends its time in are written out, so that the JIT compiler can vectorise
/// them.
final class Elementwise {
  /// How many elements one thread takes at a time. Fewer stay on the calling thread.
  static final int GRAIN = 1 << 14;

  /// How many elements go through a kernel at a time.
  private static final int BLOCK = 1024;

  private Elementwise() {}

  static Object unary(Unary op, Tensor x) {
    return switch (x.dtype()) {
      case F32 -> {
        float[] a = Dense.floats(x);
        float[] out = new float[x.elements()];
        Threads.parallel(out.length, GRAIN, (from, to) -> floats(op, a, out, from, to));
        yield out;
      }
      case F64 -> {
        double[] a = Dense.doubles(x);
        double[] out = new double[x.elements()];
        DoubleUnaryOperator f = op.function();
        Threads.parallel(
            out.length,
            GRAIN,
            (from, to) -> {
              for (int i = from; i < to; i++) {
                out[i] = f.applyAsDouble(a[i]);
              }
            });
        yield out;
      }
      case I32, I64, U8, BOOL -> {
        long[] a = Dense.longs(x, x.shape());
        long[] out = new long[a.length];
        for (int i = 0; i < a.length; i++) {
          out[i] = integer(op, a[i]);
        }
        yield Dense.convert(out, x.dtype());
      }
    };
  }

  private static void floats(Unary op, float[] a, float[] out, int from, int to) {
    switch (op) {
      case NEG -> {
        for (int i = from; i < to; i++) {
          out[i] = -a[i];
        }
      }
      case SQUARE -> {
        for (int i = from; i < to; i++) {
          out[i] = a[i] * a[i];
        }
      }
      case SQRT -> {
        for (int i = from; i < to; i++) {
          out[i] = (float) Math.sqrt(a[i]);
        }
      }
      case RELU -> {
        for (int i = from; i < to; i++) {
          out[i] = a[i] < 0 ? 0 : a[i];
        }
      }
      default -> {
        DoubleUnaryOperator f = op.function();
        for (int i = from; i < to; i++) {
          out[i] = (float) f.applyAsDouble(a[i]);
        }
      }
    }
  }

  private static long integer(Unary op, long a) {
    return switch (op) {
      case NEG -> -a;
      case ABS -> Math.abs(a);
      case SQUARE -> a * a;
      case SIGN -> Long.signum(a);
      case RELU -> Math.max(a, 0);
      case FLOOR, ROUND -> a;
      default -> throw new IllegalStateException(op + " of integers");
    };
  }

  static Object clamp(Clamp op, Tensor x) {
    double low = op.low();
    double high = op.high();
    return switch (x.dtype()) {
      case F32 -> {
        float[] a = Dense.floats(x);
        float[] out = new float[x.elements()];
        for (int i = 0; i < out.length; i++) {
          out[i] = (float) Math.min(Math.max(a[i], low), high);
        }
        yield out;
      }
      case F64 -> {
        double[] a = Dense.doubles(x);
        double[] out = new double[x.elements()];
        for (int i = 0; i < out.length; i++) {
          out[i] = Math.min(Math.max(a[i], low), high);
        }
        yield out;
      }
      case I32, I64, U8, BOOL ->
          Dense.convert(
              Arrays.stream(Dense.longs(x, x.shape()))
                  .map(v -> Math.min(Math.max(v, (long) low), (long) high))
                  .toArray(),
              x.dtype());
    };
  }

  static Object binary(Binary op, Tensor a, Tensor b, Shape shape) {
    Layout la = a.layout().expand(shape);
    Layout lb = b.layout().expand(shape);
    return switch (a.dtype()) {
      case F32 -> {
        float[] x = CpuStorage.of(a).floats();
        float[] y = CpuStorage.of(b).floats();
        float[] out = new float[shape.elements()];
        Rows rows = Rows.of(shape, la, lb);
        int n = rows.length();
        int sa = rows.step(0);
        int sb = rows.step(1);
        if (rows.count() == 1) {
          Threads.parallel(
              n,
              GRAIN,
              (from, end) ->
                  new Blocks(op, Math.min(n, BLOCK))
                      .row(
                          x,
                          la.offset() + from * sa,
                          sa,
                          y,
                          lb.offset() + from * sb,
                          sb,
                          out,
                          from,
                          end - from));
        } else {
          Threads.parallel(
              rows.count(),
              Math.max(1, GRAIN / Math.max(1, n)),
              (from, end) -> {
                Blocks blocks = new Blocks(op, Math.min(n, BLOCK));
                rows.each(
                    from,
                    end,
                    (starts, to) -> blocks.row(x, starts[0], sa, y, starts[1], sb, out, to, n));
              });
        }
        yield out;
      }
      case F64 -> {
        double[] x = CpuStorage.of(a).doubles();
        double[] y = CpuStorage.of(b).doubles();
        double[] out = new double[shape.elements()];
        Rows rows = Rows.of(shape, la, lb);
        int n = rows.length();
        int sa = rows.step(0);
        int sb = rows.step(1);
        DoubleBinaryOperator f = op.function();
        rows.all((starts, to) -> {
          for (int i = 0; i < n; i++) {
            out[to + i] = f.applyAsDouble(x[starts[0] + i * sa], y[starts[1] + i * sb]);
          }
        });
        yield out;
      }
      case I32, I64, U8, BOOL -> {
        long[] x = Dense.longs(a, shape);
        long[] y = Dense.longs(b, shape);
        long[] out = new long[x.length];
        for (int i = 0; i < out.length; i++) {
          out[i] = integer(op, x[i], y[i]);
        }
        yield Dense.convert(out, a.dtype());
      }
    };
  }

  private static long integer(Binary op, long a, long b) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case POW -> power(a, b);
      case MAXIMUM -> Math.max(a, b);
      case MINIMUM -> Math.min(a, b);
    };
  }

  private static long power(long base, long exponent) {
    if (exponent < 0) {
      throw new IllegalArgumentException(
          "pow: integers to negative powers are not integers; convert with to(DType.F32)");
    }
    long result = 1;
    long square = base;
    for (long e = exponent; e > 0; e >>= 1) {
      if ((e & 1) == 1) {
        result *= square;
      }
      square *= square;
    }
    return result;
  }

  static byte[] compare(Compare op, Tensor a, Tensor b, Shape shape) {
    byte[] out = new byte[shape.elements()];
    Rows rows = Rows.of(shape, a.layout().expand(shape), b.layout().expand(shape));
    int n = rows.length();
    int sa = rows.step(0);
    int sb = rows.step(1);
    switch (a.dtype()) {
      case F32 -> {
        float[] x = CpuStorage.of(a).floats();
        float[] y = CpuStorage.of(b).floats();
        rows.all((starts, to) -> {
          for (int i = 0; i < n; i++) {
            out[to + i] =
                bit(op.test((double) x[starts[0] + i * sa], (double) y[starts[1] + i * sb]));
          }
        });
      }
      case F64 -> {
        double[] x = CpuStorage.of(a).doubles();
        double[] y = CpuStorage.of(b).doubles();
        rows.all((starts, to) -> {
          for (int i = 0; i < n; i++) {
            out[to + i] = bit(op.test(x[starts[0] + i * sa], y[starts[1] + i * sb]));
          }
        });
      }
      case I32, I64, U8, BOOL -> {
        long[] x = Dense.longs(a, shape);
        long[] y = Dense.longs(b, shape);
        for (int i = 0; i < out.length; i++) {
          out[i] = bit(op.test(x[i], y[i]));
        }
      }
    }
    return out;
  }

  private static byte bit(boolean value) {
    return (byte) (value ? 1 : 0);
  }

  static Object where(Tensor condition, Tensor a, Tensor b, Shape shape) {
    Object out = CpuStorage.allocate(a.dtype(), shape.elements());
    byte[] c = CpuStorage.of(condition).bytes();
    Rows rows =
        Rows.of(
            shape,
            condition.layout().expand(shape),
            a.layout().expand(shape),
            b.layout().expand(shape));
    int n = rows.length();
    int sc = rows.step(0);
    int sa = rows.step(1);
    int sb = rows.step(2);
    switch (out) {
      case float[] o -> {
        float[] x = CpuStorage.of(a).floats();
        float[] y = CpuStorage.of(b).floats();
        rows.all((s, to) -> {
          for (int i = 0; i < n; i++) {
            o[to + i] = c[s[0] + i * sc] != 0 ? x[s[1] + i * sa] : y[s[2] + i * sb];
          }
        });
      }
      case double[] o -> {
        double[] x = CpuStorage.of(a).doubles();
        double[] y = CpuStorage.of(b).doubles();
        rows.all((s, to) -> {
          for (int i = 0; i < n; i++) {
            o[to + i] = c[s[0] + i * sc] != 0 ? x[s[1] + i * sa] : y[s[2] + i * sb];
          }
        });
      }
      default -> {
        long[] x = Dense.longs(a, shape);
        long[] y = Dense.longs(b, shape);
        long[] mask = Dense.longs(condition, shape);
        for (int i = 0; i < x.length; i++) {
          x[i] = mask[i] != 0 ? x[i] : y[i];
        }
        return Dense.convert(x, a.dtype());
      }
    }
    return out;
  }
}
