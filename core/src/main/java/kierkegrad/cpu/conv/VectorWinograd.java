package kierkegrad.cpu.conv;

import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import kierkegrad.cpu.machine.Machine;

/// The loops of [PlainWinograd], operation by operation, in the Vector API.
final class VectorWinograd implements WinogradLoops {
  private static final VectorSpecies<Float> S =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Machine.vectorBits()));

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
    for (int i = 0; i < count; i += S.length()) {
      for (int n = 0; n < times; n++) {
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
    for (int i = 0; i < count; i += S.length()) {
      for (int n = 0; n < times; n++) {
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
    for (int i = 0; i < count; i += S.length()) {
      for (int n = 0; n < times; n++) {
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
    for (int i = 0; i < count; i += S.length()) {
      for (int n = 0; n < times; n++) {
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
    for (int i = 0; i < count; i += S.length()) {
      for (int n = 0; n < times; n++) {
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
    int n = VectorTranspose.SIDE;
    if (S.length() != n || rows < n || columns < n) {
      plain.transpose(x, at, xRow, y, to, yRow, rows, columns);
      return;
    }
    for (int i = 0; i < rows; i += n) {
      // The last square of a row or column lies over the one before.
      int row = Math.min(i, rows - n);
      for (int j = 0; j < columns; j += n) {
        int column = Math.min(j, columns - n);
        VectorTranspose.square(
            x, at + row * xRow + column, xRow, y, to + column * yRow + row, yRow);
      }
    }
  }

  @Override
  public void bias(float[] y, int rows, float[] bias, int from) {
    for (int i = 0; i < LANES; i += S.length()) {
      FloatVector b = FloatVector.fromArray(S, bias, from + i);
      for (int row = 0; row < rows; row++) {
        int place = row * LANES + i;
        FloatVector.fromArray(S, y, place).add(b).intoArray(y, place);
      }
    }
  }

  @Override
  public void relu(float[] y, int count) {
    for (int i = 0; i < count; i += S.length()) {
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
