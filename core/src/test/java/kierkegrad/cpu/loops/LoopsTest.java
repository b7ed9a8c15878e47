package kierkegrad.cpu.loops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kierkegrad.cpu.machine.Machine;
import kierkegrad.op.Binary;
import kierkegrad.op.Cast;
import kierkegrad.op.Chain;
import kierkegrad.op.Chain.Step;
import kierkegrad.op.Clamp;
import kierkegrad.op.Compare;
import kierkegrad.op.Kernel;
import kierkegrad.op.Unary;
import kierkegrad.op.Where;
import kierkegrad.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Loops in vectors against plain ones, bit for bit, and against the ops' own functions.
class LoopsTest {
  /// What integers have without a call.
  private static final List<Binary> INSTRUCTIONS =
      List.of(Binary.ADD, Binary.SUB, Binary.MUL, Binary.MAXIMUM, Binary.MINIMUM);

  private static final float[] SPECIAL = {
    0f,
    -0f,
    1f,
    -1f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    20f,
    0.5f,
    88.7f,
    -104f
  };

  private static final int[] SIZES = {0, 1, 7, 8, 9, 15, 16, 17, 33, 64, 100, 250};

  /// A chain and the types of its operands.
  private record Case(Chain chain, List<DType> types) {
    static Case of(Kernel op, DType... types) {
      int[] registers = IntStream.range(0, types.length).toArray();
      return new Case(new Chain(types.length, List.of(Step.of(op, registers))), List.of(types));
    }

    Loop compile(long scalars, int bits) {
      Compiled loop = Loops.compile(chain, types, scalars, bits);
      loop.hot = true;
      return loop;
    }
  }

  static Stream<Case> chains() {
    List<Case> chains = new ArrayList<>();
    for (DType type : List.of(DType.F32, DType.F64)) {
      for (Unary op : Unary.values()) {
        chains.add(Case.of(op, type));
      }
    }
    for (DType type : DType.values()) {
      for (Unary op : List.of(Unary.NEG, Unary.ABS, Unary.SQUARE, Unary.SIGN, Unary.RELU)) {
        chains.add(Case.of(op, type));
      }
      for (Binary op : Binary.values()) {
        if (type.isFloating() || INSTRUCTIONS.contains(op)) {
          chains.add(Case.of(op, type, type));
        }
      }
      for (Compare op : Compare.values()) {
        chains.add(Case.of(op, type, type));
      }
      for (DType to : DType.values()) {
        chains.add(Case.of(new Cast(to), type));
      }
      chains.add(Case.of(new Where(), DType.BOOL, type, type));
      chains.add(Case.of(new Clamp(-0.5, 1.5), type));
    }
    chains.addAll(fused(DType.F32));
    chains.addAll(fused(DType.F64));
    return chains.stream();
  }

  private static List<Case> fused(DType type) {
    Chain reluGradient =
        new Chain(3, List.of(Step.of(Compare.LE, 0, 1), Step.of(new Where(), 3, 1, 2)));
    Chain longer =
        new Chain(
            3,
            List.of(
                Step.of(Unary.SIGMOID, 0),
                Step.of(Binary.MUL, 3, 1),
                Step.of(Compare.GT, 4, 0),
                Step.of(Binary.MINIMUM, 5, 2),
                Step.of(new Cast(type), 6),
                Step.of(Binary.ADD, 7, 4)));
    return List.of(
        new Case(reluGradient, List.of(type, type, type)),
        new Case(longer, List.of(type, type, DType.BOOL)));
  }

  @ParameterizedTest
  @MethodSource("chains")
  void vectorsOfAnyWidthGiveTheBitsOfThePlainLoop(Case chain) {
    assumeTrue(Machine.hasVectors());
    long seed = 3;
    Random random = new Random(seed);
    int operands = chain.types().size();
    for (long scalars = 0; scalars < 1L << operands; scalars++) {
      Loop plain = chain.compile(scalars, 0);
      for (int bits : new int[] {128, 256, 512}) {
        Loop vectors = chain.compile(scalars, bits);
        for (int size : SIZES) {
          Object[] arrays = new Object[operands + 1];
          int[] starts = new int[arrays.length];
          for (int k = 0; k < arrays.length; k++) {
            starts[k] = random.nextInt(5);
            int length = starts[k] + size + 3;
            arrays[k] =
                k < operands
                    ? random(chain.types().get(k), length, random)
                    : array(chain.chain().dtype(chain.types()), length);
          }
          Object[] expected = copies(arrays);
          int from = Math.min(2, size);
          plain.run(expected, starts, from, size);
          vectors.run(arrays, starts, from, size);
          assertThat(Arrays.deepEquals(arrays, expected))
              .as("seed %d, %d bits, size %d, scalars %d", seed, bits, size, scalars)
              .isTrue();
        }
      }
    }
  }

  private static Object array(DType type, int n) {
    return switch (type) {
      case F32 -> new float[n];
      case F64 -> new double[n];
      case I32 -> new int[n];
      case I64 -> new long[n];
      case U8, BOOL -> new byte[n];
    };
  }

  private static Object random(DType type, int n, Random random) {
    Object array = array(type, n);
    for (int i = 0; i < n; i++) {
      float x =
          random.nextInt(3) == 0
              ? SPECIAL[random.nextInt(SPECIAL.length)]
              : (float) random.nextGaussian() * 3;
      switch (array) {
        case float[] a -> a[i] = x;
        case double[] a -> a[i] = x;
        case int[] a -> a[i] = random.nextInt(10) - 5;
        case long[] a -> a[i] = random.nextInt(10) - 5;
        case byte[] a -> a[i] = (byte) (type == DType.BOOL ? random.nextInt(2) : random.nextInt());
        default -> throw new IllegalStateException();
      }
    }
    return array;
  }

  private static Object[] copies(Object[] arrays) {
    Object[] copies = arrays.clone();
    for (int k = 0; k < copies.length; k++) {
      int n = Array.getLength(arrays[k]);
      copies[k] = Array.newInstance(arrays[k].getClass().getComponentType(), n);
      System.arraycopy(arrays[k], 0, copies[k], 0, n);
    }
    return copies;
  }

  /// Over all exponents, in units in the last place of the float32 nearest to the exact value.
  @ParameterizedTest
  @MethodSource("floatFunctions")
  void functionsOfFloatAreWithinTwoAndAHalfUnits(Unary op) {
    Loop loop = Case.of(op, DType.F32).compile(0, 0);
    int step = 65_003;
    float[] x = new float[1 << 17];
    int n = 0;
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += step) {
      x[n++] = Float.intBitsToFloat((int) bits);
    }
    for (float special : SPECIAL) {
      x[n++] = special;
    }
    float[] y = new float[x.length];
    loop.run(new Object[] {x, y}, new int[2], 0, n);
    for (int i = 0; i < n; i++) {
      double exact = op.function().applyAsDouble(x[i]);
      float nearest = (float) exact;
      boolean special = Float.isNaN(nearest) || Float.isInfinite(nearest) || nearest == 0;
      if (special) {
        assertThat(y[i]).as("%s(%s)", op.opName(), x[i]).isEqualTo(Float.valueOf(nearest));
      } else {
        double units = Math.abs(y[i] - exact) / Math.ulp(nearest);
        assertThat(units).as("%s(%s) = %s", op.opName(), x[i], y[i]).isLessThan(2.5);
      }
    }
  }

  static Stream<Unary> floatFunctions() {
    return Stream.of(Unary.values());
  }

  @Test
  void integersAreExactAndBytesWrap() {
    long[] a = {Long.MAX_VALUE, (1L << 53) + 1};
    long[] b = {1, 1L << 53};
    long[] sum = new long[2];
    byte[] greater = new byte[2];
    run(Binary.ADD, DType.I64, a, b, sum);
    run(Compare.GT, DType.I64, a, b, greater);
    assertThat(sum).containsExactly(Long.MIN_VALUE, (1L << 54) + 1);
    assertThat(greater).containsExactly(1, 1);
    byte[] bytes = new byte[2];
    run(Binary.MUL, DType.U8, new byte[] {(byte) 200, 3}, new byte[] {2, 5}, bytes);
    assertThat(bytes).containsExactly((byte) 144, 15);
    long[] powers = new long[2];
    run(Binary.POW, DType.I64, new long[] {3, -2}, new long[] {4, 3}, powers);
    assertThat(powers).containsExactly(81, -8);
    long[] rest = new long[2];
    run(Binary.FMOD, DType.I64, new long[] {-7, 7}, new long[] {3, -3}, rest);
    assertThat(rest).containsExactly(-1, 1);
    run(Binary.REMAINDER, DType.I64, new long[] {-7, 7}, new long[] {3, -3}, rest);
    assertThat(rest).containsExactly(2, -2);
    run(Binary.FLOOR_DIVIDE, DType.I64, new long[] {-7, 7}, new long[] {3, 3}, rest);
    assertThat(rest).containsExactly(-3, 2);
  }

  private static void run(Kernel op, DType type, Object a, Object b, Object out) {
    Case.of(op, type, type)
        .compile(0, 512)
        .run(new Object[] {a, b, out}, new int[3], 0, Array.getLength(out));
  }
}
