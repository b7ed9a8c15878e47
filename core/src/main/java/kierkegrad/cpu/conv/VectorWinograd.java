package kierkegrad.cpu.conv;

import static jdk.incubator.vector.VectorOperators.LT;

import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import kierkegrad.cpu.machine.Machine;
import kierkegrad.cpu.machine.Scratch;

/// The loops of [PlainWinograd], operation by operation, in the Vector API.
final class VectorWinograd implements WinogradLoops {
  private static final VectorSpecies<Float> S =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Machine.vectorBits()));

  private static final VectorSpecies<Integer> I = S.withLanes(int.class);

  /// The lanes of the widest vectors, which alone transpose squares.
  private static final int SQUARE = 16;

  private static final int[] LOW_8 = low(8);
  private static final int[] HIGH_8 = high(8);
  private static final int[] LOW_4 = low(4);
  private static final int[] HIGH_4 = high(4);
  private static final int[] LOW_2 = low(2);
  private static final int[] HIGH_2 = high(2);
  private static final int[] LOW_1 = low(1);
  private static final int[] HIGH_1 = high(1);
  private static final Scratch WORK = new Scratch();

  private final PlainWinograd plain = new PlainWinograd();

  @Override
  public void image(
      float[] x,
      int at,
      int step,
      int xNext,
      float[] y,
      int to,
      int toStep,
      int yNext,
      int times,
      int count) {
    for (int n = 0; n < times; n++) {
      for (int i = 0; i < count; i += S.length()) {
        int from = at + n * xNext + i;
        FloatVector d0 = FloatVector.fromArray(S, x, from);
        FloatVector d1 = FloatVector.fromArray(S, x, from + step);
        FloatVector d2 = FloatVector.fromArray(S, x, from + 2 * step);
        FloatVector d3 = FloatVector.fromArray(S, x, from + 3 * step);
        FloatVector d4 = FloatVector.fromArray(S, x, from + 4 * step);
        FloatVector d5 = FloatVector.fromArray(S, x, from + 5 * step);
        FloatVector even = d4.sub(d2.mul(BB));
        FloatVector odd = d3.sub(d1.mul(BB)).mul(A);
        FloatVector even2 = d4.sub(d2.mul(AA));
        FloatVector odd2 = d3.sub(d1.mul(AA)).mul(B);
        int out = to + n * yNext + i;
        even.add(d0.mul(BB).sub(d2).mul(AA)).intoArray(y, out);
        even.add(odd).intoArray(y, out + toStep);
        even.sub(odd).intoArray(y, out + 2 * toStep);
        even2.add(odd2).intoArray(y, out + 3 * toStep);
        even2.sub(odd2).intoArray(y, out + 4 * toStep);
        d5.sub(d3.mul(BB)).add(d1.mul(BB).sub(d3).mul(AA)).intoArray(y, out + 5 * toStep);
      }
    }
  }

  @Override
  public void weight(
      float[] x,
      int at,
      int step,
      int xNext,
      float[] y,
      int to,
      int toStep,
      int yNext,
      int times,
      int count) {
    for (int n = 0; n < times; n++) {
      for (int i = 0; i < count; i += S.length()) {
        int from = at + n * xNext + i;
        FloatVector w0 = FloatVector.fromArray(S, x, from);
        FloatVector w1 = FloatVector.fromArray(S, x, from + step);
        FloatVector w2 = FloatVector.fromArray(S, x, from + 2 * step);
        FloatVector even = w0.add(w2.mul(AA)).mul(AT_A);
        FloatVector odd = w1.mul(A * AT_A);
        FloatVector even2 = w0.add(w2.mul(BB)).mul(AT_B);
        FloatVector odd2 = w1.mul(B * AT_B);
        int out = to + n * yNext + i;
        w0.mul(AT_0).intoArray(y, out);
        even.add(odd).intoArray(y, out + toStep);
        even.sub(odd).intoArray(y, out + 2 * toStep);
        even2.add(odd2).intoArray(y, out + 3 * toStep);
        even2.sub(odd2).intoArray(y, out + 4 * toStep);
        w2.intoArray(y, out + 5 * toStep);
      }
    }
  }

  @Override
  public void result(
      float[] x,
      int at,
      int step,
      int xNext,
      float[] y,
      int to,
      int toStep,
      int yNext,
      int times,
      int count) {
    for (int n = 0; n < times; n++) {
      for (int i = 0; i < count; i += S.length()) {
        int from = at + n * xNext + i;
        FloatVector m0 = FloatVector.fromArray(S, x, from);
        FloatVector m1 = FloatVector.fromArray(S, x, from + step);
        FloatVector m2 = FloatVector.fromArray(S, x, from + 2 * step);
        FloatVector m3 = FloatVector.fromArray(S, x, from + 3 * step);
        FloatVector m4 = FloatVector.fromArray(S, x, from + 4 * step);
        FloatVector m5 = FloatVector.fromArray(S, x, from + 5 * step);
        FloatVector even = m1.add(m2);
        FloatVector odd = m1.sub(m2);
        FloatVector even2 = m3.add(m4);
        FloatVector odd2 = m3.sub(m4);
        int out = to + n * yNext + i;
        m0.add(even).add(even2).intoArray(y, out);
        odd.mul(A).add(odd2.mul(B)).intoArray(y, out + toStep);
        even.mul(AA).add(even2.mul(BB)).intoArray(y, out + 2 * toStep);
        odd.mul(A * AA).add(odd2.mul(B * BB)).add(m5).intoArray(y, out + 3 * toStep);
      }
    }
  }

  @Override
  public void resultGradient(
      float[] x,
      int at,
      int step,
      int xNext,
      float[] y,
      int to,
      int toStep,
      int yNext,
      int times,
      int count) {
    for (int n = 0; n < times; n++) {
      for (int i = 0; i < count; i += S.length()) {
        int from = at + n * xNext + i;
        FloatVector g0 = FloatVector.fromArray(S, x, from);
        FloatVector g1 = FloatVector.fromArray(S, x, from + step);
        FloatVector g2 = FloatVector.fromArray(S, x, from + 2 * step);
        FloatVector g3 = FloatVector.fromArray(S, x, from + 3 * step);
        FloatVector even = g0.add(g2.mul(AA));
        FloatVector odd = g1.add(g3.mul(AA)).mul(A);
        FloatVector even2 = g0.add(g2.mul(BB));
        FloatVector odd2 = g1.add(g3.mul(BB)).mul(B);
        int out = to + n * yNext + i;
        g0.intoArray(y, out);
        even.add(odd).intoArray(y, out + toStep);
        even.sub(odd).intoArray(y, out + 2 * toStep);
        even2.add(odd2).intoArray(y, out + 3 * toStep);
        even2.sub(odd2).intoArray(y, out + 4 * toStep);
        g3.intoArray(y, out + 5 * toStep);
      }
    }
  }

  @Override
  public void weightGradient(
      float[] x,
      int at,
      int step,
      int xNext,
      float[] y,
      int to,
      int toStep,
      int yNext,
      int times,
      int count) {
    for (int n = 0; n < times; n++) {
      for (int i = 0; i < count; i += S.length()) {
        int from = at + n * xNext + i;
        FloatVector u0 = FloatVector.fromArray(S, x, from);
        FloatVector u1 = FloatVector.fromArray(S, x, from + step);
        FloatVector u2 = FloatVector.fromArray(S, x, from + 2 * step);
        FloatVector u3 = FloatVector.fromArray(S, x, from + 3 * step);
        FloatVector u4 = FloatVector.fromArray(S, x, from + 4 * step);
        FloatVector u5 = FloatVector.fromArray(S, x, from + 5 * step);
        FloatVector even = u1.add(u2).mul(AT_A);
        FloatVector odd = u1.sub(u2).mul(A * AT_A);
        FloatVector even2 = u3.add(u4).mul(AT_B);
        FloatVector odd2 = u3.sub(u4).mul(B * AT_B);
        int out = to + n * yNext + i;
        u0.mul(AT_0).add(even).add(even2).intoArray(y, out);
        odd.add(odd2).intoArray(y, out + toStep);
        even.mul(AA).add(even2.mul(BB)).add(u5).intoArray(y, out + 2 * toStep);
      }
    }
  }

  @Override
  public void transpose(
      float[] x, int at, int xRow, float[] y, int to, int yRow, int rows, int columns) {
    int n = S.length();
    if (n != SQUARE || rows < n || columns < n) {
      plain.transpose(x, at, xRow, y, to, yRow, rows, columns);
      return;
    }
    IntVector low8 = IntVector.fromArray(I, LOW_8, 0);
    IntVector high8 = IntVector.fromArray(I, HIGH_8, 0);
    IntVector low4 = IntVector.fromArray(I, LOW_4, 0);
    IntVector high4 = IntVector.fromArray(I, HIGH_4, 0);
    IntVector low2 = IntVector.fromArray(I, LOW_2, 0);
    IntVector high2 = IntVector.fromArray(I, HIGH_2, 0);
    IntVector low1 = IntVector.fromArray(I, LOW_1, 0);
    IntVector high1 = IntVector.fromArray(I, HIGH_1, 0);
    float[] work = WORK.floats(n * n);
    for (int i = 0; i < rows; i += n) {
      // The last square of a row or column lies over the one before.
      int row = Math.min(i, rows - n);
      for (int j = 0; j < columns; j += n) {
        int column = Math.min(j, columns - n);
        int from = at + row * xRow + column;
        int out = to + column * yRow + row;
        for (int k = 0; k < 4; k++) {
          quarter(x, from + k * xRow, 4 * xRow, work, k * n, 4 * n, low8, high8, low4, high4);
        }
        for (int k = 0; k < 4; k++) {
          quarter(work, 4 * k * n, n, y, out + 4 * k * yRow, yRow, low2, high2, low1, high1);
        }
      }
    }
  }

  /// Two of the four steps of a transposition: of four rows, the first and third, second and fourth
  /// swap blocks of lanes, then the first and second, third and fourth swap smaller ones.
  private static void quarter(
      float[] x,
      int at,
      int xRow,
      float[] y,
      int to,
      int yRow,
      IntVector low,
      IntVector high,
      IntVector low2,
      IntVector high2) {
    IntVector r0 = FloatVector.fromArray(S, x, at).reinterpretAsInts();
    IntVector r1 = FloatVector.fromArray(S, x, at + xRow).reinterpretAsInts();
    IntVector r2 = FloatVector.fromArray(S, x, at + 2 * xRow).reinterpretAsInts();
    IntVector r3 = FloatVector.fromArray(S, x, at + 3 * xRow).reinterpretAsInts();
    IntVector s0 = low.selectFrom(r0, r2);
    IntVector s2 = high.selectFrom(r0, r2);
    IntVector s1 = low.selectFrom(r1, r3);
    IntVector s3 = high.selectFrom(r1, r3);
    low2.selectFrom(s0, s1).reinterpretAsFloats().intoArray(y, to);
    high2.selectFrom(s0, s1).reinterpretAsFloats().intoArray(y, to + yRow);
    low2.selectFrom(s2, s3).reinterpretAsFloats().intoArray(y, to + 2 * yRow);
    high2.selectFrom(s2, s3).reinterpretAsFloats().intoArray(y, to + 3 * yRow);
  }

  /// Which lanes of two rows, `block` apart, the first of them gets.
  private static int[] low(int block) {
    return IntStream.range(0, SQUARE).map(i -> (i & block) == 0 ? i : SQUARE + i - block).toArray();
  }

  /// Which lanes of two rows, `block` apart, the second of them gets.
  private static int[] high(int block) {
    return IntStream.range(0, SQUARE).map(i -> (i & block) == 0 ? i + block : SQUARE + i).toArray();
  }

  @Override
  public void bias(float[] y, int at, int rows, float[] bias, int lanes) {
    for (int i = 0; i < lanes; i += S.length()) {
      FloatVector b = FloatVector.fromArray(S, bias, i);
      for (int row = 0; row < rows; row++) {
        int place = at + row * lanes + i;
        FloatVector.fromArray(S, y, place).add(b).intoArray(y, place);
      }
    }
  }

  @Override
  public void relu(float[] y, int at, int count) {
    for (int i = at; i < at + count; i += S.length()) {
      FloatVector v = FloatVector.fromArray(S, y, i);
      v.blend(0, v.compare(LT, 0)).intoArray(y, i);
    }
  }

  @Override
  public void add(float[] x, int at, float[] y, int to, int count) {
    for (int i = 0; i < count; i += S.length()) {
      FloatVector sum = FloatVector.fromArray(S, y, to + i);
      sum.add(FloatVector.fromArray(S, x, at + i)).intoArray(y, to + i);
    }
  }
}
