package kierkegrad.cpu.loops;

import kierkegrad.cpu.machine.Warming;

/// Plain sums until those in vectors are warm; both give the same bits.
final class WarmSums implements SumLoops {
  /// Calls of any of the loops until it pays to warm them.
  private static final int OFTEN = 1000;

  private static final int[] SIZES = {512, 515, 64, 40, 3, 0};

  /// At most so many nanoseconds for what [#exercise] does, once compiled.
  private static final long FAST = 8_000;

  private final SumLoops vectors;
  private final SumLoops plain;
  private boolean hot;
  private int calls;

  WarmSums(SumLoops vectors, SumLoops plain) {
    this.vectors = vectors;
    this.plain = plain;
  }

  private SumLoops loops() {
    if (hot) {
      return vectors;
    }
    if (calls < OFTEN && ++calls == OFTEN) {
      float[] a = new float[1024];
      double[] b = new double[2048];
      Warming.request(() -> exercise(a, b), FAST, () -> hot = true);
    }
    return plain;
  }

  /// Goes every way that the loops can take; what the compiler has not seen it would compile anew.
  private void exercise(float[] a, double[] b) {
    for (int n : SIZES) {
      b[0] = vectors.sum(a, 0, n);
      b[1] = vectors.sum(b, 0, n);
      a[0] = vectors.max(a, 0, n);
      vectors.columns(a, 0, 10, 0, b, 1024, n);
      vectors.columns(b, 0, 10, 0, b, 1024, n);
    }
  }

  @Override
  public double sum(float[] a, int at, int n) {
    return loops().sum(a, at, n);
  }

  @Override
  public double sum(double[] a, int at, int n) {
    return loops().sum(a, at, n);
  }

  @Override
  public void columns(float[] a, int at, int rows, int stride, double[] sums, int to, int n) {
    loops().columns(a, at, rows, stride, sums, to, n);
  }

  @Override
  public void columns(double[] a, int at, int rows, int stride, double[] sums, int to, int n) {
    loops().columns(a, at, rows, stride, sums, to, n);
  }

  @Override
  public float max(float[] a, int at, int n) {
    return loops().max(a, at, n);
  }
}
