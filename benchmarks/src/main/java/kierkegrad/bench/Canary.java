package kierkegrad.bench;

import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Measures how many fused multiply-and-adds the machine does now: nothing but arithmetic in
/// registers, so that a throttled or shared machine shows.
final class Canary {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int CHAINS = 12;
  private static final int LOOPS = 20_000;
  private static final long NANOS = 60_000_000;

  private Canary() {}

  /// Runs until it is compiled.
  static void warm() {
    double best = 0;
    int same = 0;
    while (same < 3) {
      double now = best();
      same = now > 1 && now < 1.05 * best ? same + 1 : 0;
      best = Math.max(best, now);
    }
  }

  /// GFLOP/s of that many threads together, the best moments of each.
  static double gflops(int threads) {
    double[] best = new double[threads];
    List<Thread> running = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int number = t;
      running.add(Thread.ofPlatform().start(() -> best[number] = best()));
    }
    double sum = 0;
    for (int t = 0; t < threads; t++) {
      try {
        running.get(t).join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      sum += best[t];
    }
    return sum;
  }

  private static double best() {
    double best = 0;
    long end = System.nanoTime() + NANOS;
    float sink = 0;
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      sink += chains(1.0000001f, 1e-9f);
      double nanos = System.nanoTime() - start;
      best = Math.max(best, 2.0 * CHAINS * LANES * LOOPS / nanos);
    }
    if (Float.isNaN(sink)) {
      throw new IllegalStateException("the canary's numbers left their range");
    }
    return best;
  }

  private static float chains(float factor, float step) {
    FloatVector f = FloatVector.broadcast(SPECIES, factor);
    FloatVector s = FloatVector.broadcast(SPECIES, step);
    FloatVector a = s;
    FloatVector b = s;
    FloatVector c = s;
    FloatVector d = s;
    FloatVector e = s;
    FloatVector g = s;
    FloatVector h = s;
    FloatVector i = s;
    FloatVector j = s;
    FloatVector k = s;
    FloatVector l = s;
    FloatVector m = s;
    for (int n = 0; n < LOOPS; n++) {
      a = a.fma(f, s);
      b = b.fma(f, s);
      c = c.fma(f, s);
      d = d.fma(f, s);
      e = e.fma(f, s);
      g = g.fma(f, s);
      h = h.fma(f, s);
      i = i.fma(f, s);
      j = j.fma(f, s);
      k = k.fma(f, s);
      l = l.fma(f, s);
      m = m.fma(f, s);
    }
    return a.add(b).add(c).add(d).add(e).add(g).add(h).add(i).add(j).add(k).add(l).add(m).lane(0);
  }
}
