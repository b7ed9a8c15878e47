package kierkegrad.cpu.conv;

import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// Transposes a square of 16 rows of 16 numbers in the registers of 512 bits: rows that are 8 apart
/// swap blocks of 8 lanes, then rows that are 4 apart blocks of 4, and so on.
final class VectorTranspose {
  /// The side of the square.
  static final int SIDE = 16;

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_512;
  private static final VectorSpecies<Integer> I = IntVector.SPECIES_512;
  private static final int[] LOW_8 = low(8);
  private static final int[] HIGH_8 = high(8);
  private static final int[] LOW_4 = low(4);
  private static final int[] HIGH_4 = high(4);
  private static final int[] LOW_2 = low(2);
  private static final int[] HIGH_2 = high(2);
  private static final int[] LOW_1 = low(1);
  private static final int[] HIGH_1 = high(1);

  private VectorTranspose() {}

  /// Which lanes of two rows the first of them gets.
  private static int[] low(int block) {
    return IntStream.range(0, SIDE).map(i -> (i & block) == 0 ? i : SIDE + i - block).toArray();
  }

  /// Which lanes of two rows the second of them gets.
  private static int[] high(int block) {
    return IntStream.range(0, SIDE).map(i -> (i & block) == 0 ? i + block : SIDE + i).toArray();
  }

  /// `y[j, i] = x[i, j]`, with rows `xRow` and `yRow` apart.
  static void square(float[] x, int from, int xRow, float[] y, int to, int yRow) {
    IntVector low8 = IntVector.fromArray(I, LOW_8, 0);
    IntVector high8 = IntVector.fromArray(I, HIGH_8, 0);
    IntVector low4 = IntVector.fromArray(I, LOW_4, 0);
    IntVector high4 = IntVector.fromArray(I, HIGH_4, 0);
    IntVector low2 = IntVector.fromArray(I, LOW_2, 0);
    IntVector high2 = IntVector.fromArray(I, HIGH_2, 0);
    IntVector low1 = IntVector.fromArray(I, LOW_1, 0);
    IntVector high1 = IntVector.fromArray(I, HIGH_1, 0);
    IntVector a0 = FloatVector.fromArray(S, x, from).reinterpretAsInts();
    IntVector a1 = FloatVector.fromArray(S, x, from + 1 * xRow).reinterpretAsInts();
    IntVector a2 = FloatVector.fromArray(S, x, from + 2 * xRow).reinterpretAsInts();
    IntVector a3 = FloatVector.fromArray(S, x, from + 3 * xRow).reinterpretAsInts();
    IntVector a4 = FloatVector.fromArray(S, x, from + 4 * xRow).reinterpretAsInts();
    IntVector a5 = FloatVector.fromArray(S, x, from + 5 * xRow).reinterpretAsInts();
    IntVector a6 = FloatVector.fromArray(S, x, from + 6 * xRow).reinterpretAsInts();
    IntVector a7 = FloatVector.fromArray(S, x, from + 7 * xRow).reinterpretAsInts();
    IntVector a8 = FloatVector.fromArray(S, x, from + 8 * xRow).reinterpretAsInts();
    IntVector a9 = FloatVector.fromArray(S, x, from + 9 * xRow).reinterpretAsInts();
    IntVector a10 = FloatVector.fromArray(S, x, from + 10 * xRow).reinterpretAsInts();
    IntVector a11 = FloatVector.fromArray(S, x, from + 11 * xRow).reinterpretAsInts();
    IntVector a12 = FloatVector.fromArray(S, x, from + 12 * xRow).reinterpretAsInts();
    IntVector a13 = FloatVector.fromArray(S, x, from + 13 * xRow).reinterpretAsInts();
    IntVector a14 = FloatVector.fromArray(S, x, from + 14 * xRow).reinterpretAsInts();
    IntVector a15 = FloatVector.fromArray(S, x, from + 15 * xRow).reinterpretAsInts();
    IntVector b0 = low8.selectFrom(a0, a8);
    IntVector b8 = high8.selectFrom(a0, a8);
    IntVector b1 = low8.selectFrom(a1, a9);
    IntVector b9 = high8.selectFrom(a1, a9);
    IntVector b2 = low8.selectFrom(a2, a10);
    IntVector b10 = high8.selectFrom(a2, a10);
    IntVector b3 = low8.selectFrom(a3, a11);
    IntVector b11 = high8.selectFrom(a3, a11);
    IntVector b4 = low8.selectFrom(a4, a12);
    IntVector b12 = high8.selectFrom(a4, a12);
    IntVector b5 = low8.selectFrom(a5, a13);
    IntVector b13 = high8.selectFrom(a5, a13);
    IntVector b6 = low8.selectFrom(a6, a14);
    IntVector b14 = high8.selectFrom(a6, a14);
    IntVector b7 = low8.selectFrom(a7, a15);
    IntVector b15 = high8.selectFrom(a7, a15);
    IntVector c0 = low4.selectFrom(b0, b4);
    IntVector c4 = high4.selectFrom(b0, b4);
    IntVector c1 = low4.selectFrom(b1, b5);
    IntVector c5 = high4.selectFrom(b1, b5);
    IntVector c2 = low4.selectFrom(b2, b6);
    IntVector c6 = high4.selectFrom(b2, b6);
    IntVector c3 = low4.selectFrom(b3, b7);
    IntVector c7 = high4.selectFrom(b3, b7);
    IntVector c8 = low4.selectFrom(b8, b12);
    IntVector c12 = high4.selectFrom(b8, b12);
    IntVector c9 = low4.selectFrom(b9, b13);
    IntVector c13 = high4.selectFrom(b9, b13);
    IntVector c10 = low4.selectFrom(b10, b14);
    IntVector c14 = high4.selectFrom(b10, b14);
    IntVector c11 = low4.selectFrom(b11, b15);
    IntVector c15 = high4.selectFrom(b11, b15);
    IntVector d0 = low2.selectFrom(c0, c2);
    IntVector d2 = high2.selectFrom(c0, c2);
    IntVector d1 = low2.selectFrom(c1, c3);
    IntVector d3 = high2.selectFrom(c1, c3);
    IntVector d4 = low2.selectFrom(c4, c6);
    IntVector d6 = high2.selectFrom(c4, c6);
    IntVector d5 = low2.selectFrom(c5, c7);
    IntVector d7 = high2.selectFrom(c5, c7);
    IntVector d8 = low2.selectFrom(c8, c10);
    IntVector d10 = high2.selectFrom(c8, c10);
    IntVector d9 = low2.selectFrom(c9, c11);
    IntVector d11 = high2.selectFrom(c9, c11);
    IntVector d12 = low2.selectFrom(c12, c14);
    IntVector d14 = high2.selectFrom(c12, c14);
    IntVector d13 = low2.selectFrom(c13, c15);
    IntVector d15 = high2.selectFrom(c13, c15);
    IntVector e0 = low1.selectFrom(d0, d1);
    IntVector e1 = high1.selectFrom(d0, d1);
    IntVector e2 = low1.selectFrom(d2, d3);
    IntVector e3 = high1.selectFrom(d2, d3);
    IntVector e4 = low1.selectFrom(d4, d5);
    IntVector e5 = high1.selectFrom(d4, d5);
    IntVector e6 = low1.selectFrom(d6, d7);
    IntVector e7 = high1.selectFrom(d6, d7);
    IntVector e8 = low1.selectFrom(d8, d9);
    IntVector e9 = high1.selectFrom(d8, d9);
    IntVector e10 = low1.selectFrom(d10, d11);
    IntVector e11 = high1.selectFrom(d10, d11);
    IntVector e12 = low1.selectFrom(d12, d13);
    IntVector e13 = high1.selectFrom(d12, d13);
    IntVector e14 = low1.selectFrom(d14, d15);
    IntVector e15 = high1.selectFrom(d14, d15);
    e0.reinterpretAsFloats().intoArray(y, to);
    e1.reinterpretAsFloats().intoArray(y, to + 1 * yRow);
    e2.reinterpretAsFloats().intoArray(y, to + 2 * yRow);
    e3.reinterpretAsFloats().intoArray(y, to + 3 * yRow);
    e4.reinterpretAsFloats().intoArray(y, to + 4 * yRow);
    e5.reinterpretAsFloats().intoArray(y, to + 5 * yRow);
    e6.reinterpretAsFloats().intoArray(y, to + 6 * yRow);
    e7.reinterpretAsFloats().intoArray(y, to + 7 * yRow);
    e8.reinterpretAsFloats().intoArray(y, to + 8 * yRow);
    e9.reinterpretAsFloats().intoArray(y, to + 9 * yRow);
    e10.reinterpretAsFloats().intoArray(y, to + 10 * yRow);
    e11.reinterpretAsFloats().intoArray(y, to + 11 * yRow);
    e12.reinterpretAsFloats().intoArray(y, to + 12 * yRow);
    e13.reinterpretAsFloats().intoArray(y, to + 13 * yRow);
    e14.reinterpretAsFloats().intoArray(y, to + 14 * yRow);
    e15.reinterpretAsFloats().intoArray(y, to + 15 * yRow);
  }
}
