package kierkegrad.cpu.conv;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import kierkegrad.cpu.machine.Machine;

/// 8 rows in vectors: twenty-four sums stay in registers, which takes the 32 registers of AVX-512.
final class VectorTile8 extends VectorRows {
  private static final VectorSpecies<Float> S =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Machine.vectorBits()));
  private static final int L = S.length();

  @Override
  public int rows() {
    return 8;
  }

  @Override
  public void add(
      int n,
      float[] a,
      int ao,
      int rs,
      int ks,
      float[] b,
      int[] at,
      int[] starts,
      int first,
      int vectors,
      float[] c,
      int co) {
    int b0 = starts[first];
    switch (vectors) {
      case 1 -> add8x1(n, a, ao, rs, ks, b, at, b0, c, co);
      case 2 -> add8x2(n, a, ao, rs, ks, b, at, b0, starts[first + 1], c, co);
      default -> add8x3(n, a, ao, rs, ks, b, at, b0, starts[first + 1], starts[first + 2], c, co);
    }
  }

  private static void add8x3(
      int n,
      float[] a,
      int ao,
      int rs,
      int ks,
      float[] b,
      int[] at,
      int b0,
      int b1,
      int b2,
      float[] c,
      int co) {
    int a1 = ao + rs;
    int a2 = a1 + rs;
    int a3 = a2 + rs;
    int a4 = a3 + rs;
    int a5 = a4 + rs;
    int a6 = a5 + rs;
    int a7 = a6 + rs;
    FloatVector c00 = FloatVector.fromArray(S, c, co);
    FloatVector c01 = FloatVector.fromArray(S, c, co + L);
    FloatVector c02 = FloatVector.fromArray(S, c, co + 2 * L);
    FloatVector c10 = FloatVector.fromArray(S, c, co + 3 * L);
    FloatVector c11 = FloatVector.fromArray(S, c, co + 4 * L);
    FloatVector c12 = FloatVector.fromArray(S, c, co + 5 * L);
    FloatVector c20 = FloatVector.fromArray(S, c, co + 6 * L);
    FloatVector c21 = FloatVector.fromArray(S, c, co + 7 * L);
    FloatVector c22 = FloatVector.fromArray(S, c, co + 8 * L);
    FloatVector c30 = FloatVector.fromArray(S, c, co + 9 * L);
    FloatVector c31 = FloatVector.fromArray(S, c, co + 10 * L);
    FloatVector c32 = FloatVector.fromArray(S, c, co + 11 * L);
    FloatVector c40 = FloatVector.fromArray(S, c, co + 12 * L);
    FloatVector c41 = FloatVector.fromArray(S, c, co + 13 * L);
    FloatVector c42 = FloatVector.fromArray(S, c, co + 14 * L);
    FloatVector c50 = FloatVector.fromArray(S, c, co + 15 * L);
    FloatVector c51 = FloatVector.fromArray(S, c, co + 16 * L);
    FloatVector c52 = FloatVector.fromArray(S, c, co + 17 * L);
    FloatVector c60 = FloatVector.fromArray(S, c, co + 18 * L);
    FloatVector c61 = FloatVector.fromArray(S, c, co + 19 * L);
    FloatVector c62 = FloatVector.fromArray(S, c, co + 20 * L);
    FloatVector c70 = FloatVector.fromArray(S, c, co + 21 * L);
    FloatVector c71 = FloatVector.fromArray(S, c, co + 22 * L);
    FloatVector c72 = FloatVector.fromArray(S, c, co + 23 * L);
    for (int k = 0; k < n; k++) {
      int o = at[k];
      int i = k * ks;
      FloatVector x0 = FloatVector.fromArray(S, b, o + b0);
      FloatVector x1 = FloatVector.fromArray(S, b, o + b1);
      FloatVector x2 = FloatVector.fromArray(S, b, o + b2);
      FloatVector w = FloatVector.broadcast(S, a[ao + i]);
      c00 = w.fma(x0, c00);
      c01 = w.fma(x1, c01);
      c02 = w.fma(x2, c02);
      w = FloatVector.broadcast(S, a[a1 + i]);
      c10 = w.fma(x0, c10);
      c11 = w.fma(x1, c11);
      c12 = w.fma(x2, c12);
      w = FloatVector.broadcast(S, a[a2 + i]);
      c20 = w.fma(x0, c20);
      c21 = w.fma(x1, c21);
      c22 = w.fma(x2, c22);
      w = FloatVector.broadcast(S, a[a3 + i]);
      c30 = w.fma(x0, c30);
      c31 = w.fma(x1, c31);
      c32 = w.fma(x2, c32);
      w = FloatVector.broadcast(S, a[a4 + i]);
      c40 = w.fma(x0, c40);
      c41 = w.fma(x1, c41);
      c42 = w.fma(x2, c42);
      w = FloatVector.broadcast(S, a[a5 + i]);
      c50 = w.fma(x0, c50);
      c51 = w.fma(x1, c51);
      c52 = w.fma(x2, c52);
      w = FloatVector.broadcast(S, a[a6 + i]);
      c60 = w.fma(x0, c60);
      c61 = w.fma(x1, c61);
      c62 = w.fma(x2, c62);
      w = FloatVector.broadcast(S, a[a7 + i]);
      c70 = w.fma(x0, c70);
      c71 = w.fma(x1, c71);
      c72 = w.fma(x2, c72);
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + L);
    c02.intoArray(c, co + 2 * L);
    c10.intoArray(c, co + 3 * L);
    c11.intoArray(c, co + 4 * L);
    c12.intoArray(c, co + 5 * L);
    c20.intoArray(c, co + 6 * L);
    c21.intoArray(c, co + 7 * L);
    c22.intoArray(c, co + 8 * L);
    c30.intoArray(c, co + 9 * L);
    c31.intoArray(c, co + 10 * L);
    c32.intoArray(c, co + 11 * L);
    c40.intoArray(c, co + 12 * L);
    c41.intoArray(c, co + 13 * L);
    c42.intoArray(c, co + 14 * L);
    c50.intoArray(c, co + 15 * L);
    c51.intoArray(c, co + 16 * L);
    c52.intoArray(c, co + 17 * L);
    c60.intoArray(c, co + 18 * L);
    c61.intoArray(c, co + 19 * L);
    c62.intoArray(c, co + 20 * L);
    c70.intoArray(c, co + 21 * L);
    c71.intoArray(c, co + 22 * L);
    c72.intoArray(c, co + 23 * L);
  }

  private static void add8x2(
      int n,
      float[] a,
      int ao,
      int rs,
      int ks,
      float[] b,
      int[] at,
      int b0,
      int b1,
      float[] c,
      int co) {
    int a1 = ao + rs;
    int a2 = a1 + rs;
    int a3 = a2 + rs;
    int a4 = a3 + rs;
    int a5 = a4 + rs;
    int a6 = a5 + rs;
    int a7 = a6 + rs;
    FloatVector c00 = FloatVector.fromArray(S, c, co);
    FloatVector c01 = FloatVector.fromArray(S, c, co + L);
    FloatVector c10 = FloatVector.fromArray(S, c, co + 2 * L);
    FloatVector c11 = FloatVector.fromArray(S, c, co + 3 * L);
    FloatVector c20 = FloatVector.fromArray(S, c, co + 4 * L);
    FloatVector c21 = FloatVector.fromArray(S, c, co + 5 * L);
    FloatVector c30 = FloatVector.fromArray(S, c, co + 6 * L);
    FloatVector c31 = FloatVector.fromArray(S, c, co + 7 * L);
    FloatVector c40 = FloatVector.fromArray(S, c, co + 8 * L);
    FloatVector c41 = FloatVector.fromArray(S, c, co + 9 * L);
    FloatVector c50 = FloatVector.fromArray(S, c, co + 10 * L);
    FloatVector c51 = FloatVector.fromArray(S, c, co + 11 * L);
    FloatVector c60 = FloatVector.fromArray(S, c, co + 12 * L);
    FloatVector c61 = FloatVector.fromArray(S, c, co + 13 * L);
    FloatVector c70 = FloatVector.fromArray(S, c, co + 14 * L);
    FloatVector c71 = FloatVector.fromArray(S, c, co + 15 * L);
    for (int k = 0; k < n; k++) {
      int o = at[k];
      int i = k * ks;
      FloatVector x0 = FloatVector.fromArray(S, b, o + b0);
      FloatVector x1 = FloatVector.fromArray(S, b, o + b1);
      FloatVector w = FloatVector.broadcast(S, a[ao + i]);
      c00 = w.fma(x0, c00);
      c01 = w.fma(x1, c01);
      w = FloatVector.broadcast(S, a[a1 + i]);
      c10 = w.fma(x0, c10);
      c11 = w.fma(x1, c11);
      w = FloatVector.broadcast(S, a[a2 + i]);
      c20 = w.fma(x0, c20);
      c21 = w.fma(x1, c21);
      w = FloatVector.broadcast(S, a[a3 + i]);
      c30 = w.fma(x0, c30);
      c31 = w.fma(x1, c31);
      w = FloatVector.broadcast(S, a[a4 + i]);
      c40 = w.fma(x0, c40);
      c41 = w.fma(x1, c41);
      w = FloatVector.broadcast(S, a[a5 + i]);
      c50 = w.fma(x0, c50);
      c51 = w.fma(x1, c51);
      w = FloatVector.broadcast(S, a[a6 + i]);
      c60 = w.fma(x0, c60);
      c61 = w.fma(x1, c61);
      w = FloatVector.broadcast(S, a[a7 + i]);
      c70 = w.fma(x0, c70);
      c71 = w.fma(x1, c71);
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + L);
    c10.intoArray(c, co + 2 * L);
    c11.intoArray(c, co + 3 * L);
    c20.intoArray(c, co + 4 * L);
    c21.intoArray(c, co + 5 * L);
    c30.intoArray(c, co + 6 * L);
    c31.intoArray(c, co + 7 * L);
    c40.intoArray(c, co + 8 * L);
    c41.intoArray(c, co + 9 * L);
    c50.intoArray(c, co + 10 * L);
    c51.intoArray(c, co + 11 * L);
    c60.intoArray(c, co + 12 * L);
    c61.intoArray(c, co + 13 * L);
    c70.intoArray(c, co + 14 * L);
    c71.intoArray(c, co + 15 * L);
  }

  private static void add8x1(
      int n, float[] a, int ao, int rs, int ks, float[] b, int[] at, int b0, float[] c, int co) {
    int a1 = ao + rs;
    int a2 = a1 + rs;
    int a3 = a2 + rs;
    int a4 = a3 + rs;
    int a5 = a4 + rs;
    int a6 = a5 + rs;
    int a7 = a6 + rs;
    FloatVector c00 = FloatVector.fromArray(S, c, co);
    FloatVector c10 = FloatVector.fromArray(S, c, co + L);
    FloatVector c20 = FloatVector.fromArray(S, c, co + 2 * L);
    FloatVector c30 = FloatVector.fromArray(S, c, co + 3 * L);
    FloatVector c40 = FloatVector.fromArray(S, c, co + 4 * L);
    FloatVector c50 = FloatVector.fromArray(S, c, co + 5 * L);
    FloatVector c60 = FloatVector.fromArray(S, c, co + 6 * L);
    FloatVector c70 = FloatVector.fromArray(S, c, co + 7 * L);
    for (int k = 0; k < n; k++) {
      int o = at[k];
      int i = k * ks;
      FloatVector x0 = FloatVector.fromArray(S, b, o + b0);
      FloatVector w = FloatVector.broadcast(S, a[ao + i]);
      c00 = w.fma(x0, c00);
      w = FloatVector.broadcast(S, a[a1 + i]);
      c10 = w.fma(x0, c10);
      w = FloatVector.broadcast(S, a[a2 + i]);
      c20 = w.fma(x0, c20);
      w = FloatVector.broadcast(S, a[a3 + i]);
      c30 = w.fma(x0, c30);
      w = FloatVector.broadcast(S, a[a4 + i]);
      c40 = w.fma(x0, c40);
      w = FloatVector.broadcast(S, a[a5 + i]);
      c50 = w.fma(x0, c50);
      w = FloatVector.broadcast(S, a[a6 + i]);
      c60 = w.fma(x0, c60);
      w = FloatVector.broadcast(S, a[a7 + i]);
      c70 = w.fma(x0, c70);
    }
    c00.intoArray(c, co);
    c10.intoArray(c, co + L);
    c20.intoArray(c, co + 2 * L);
    c30.intoArray(c, co + 3 * L);
    c40.intoArray(c, co + 4 * L);
    c50.intoArray(c, co + 5 * L);
    c60.intoArray(c, co + 6 * L);
    c70.intoArray(c, co + 7 * L);
  }
}
