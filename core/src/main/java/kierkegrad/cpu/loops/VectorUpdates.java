package kierkegrad.cpu.loops;

import static jdk.incubator.vector.VectorOperators.F2D;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import kierkegrad.cpu.machine.Machine;

/// The float32 loops that the JIT compiler does not turn into vectors by itself. Each operation is
/// that of [PlainUpdates], so the last elements, which fill no vector, go there.
final class VectorUpdates extends PlainUpdates {
  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Machine.vectorBits()));
  private static final VectorSpecies<Double> DOUBLES =
      VectorSpecies.of(double.class, VectorShape.forBitSize(Machine.vectorBits()));

  /// As many floats as [#DOUBLES] has elements.
  private static final VectorSpecies<Float> HALF =
      VectorSpecies.of(float.class, VectorShape.forBitSize(Machine.vectorBits() / 2));

  /// So many elements stay in the first-level cache while all sums pass over them.
  private static final int BLOCK = 2048;

  @Override
  public void momentum(
      float[] p,
      float[] g,
      float[] v,
      int from,
      int to,
      float rate,
      float decay,
      float momentum,
      float share,
      boolean nesterov) {
    int end = from + FLOATS.loopBound(to - from);
    VectorMask<Float> decays = FLOATS.maskAll(decay != 0);
    VectorMask<Float> looksAhead = FLOATS.maskAll(nesterov);
    for (int i = from; i < end; i += FLOATS.length()) {
      FloatVector place = FloatVector.fromArray(FLOATS, p, i);
      FloatVector slope = FloatVector.fromArray(FLOATS, g, i).add(place.mul(decay), decays);
      FloatVector speed = FloatVector.fromArray(FLOATS, v, i).mul(momentum).add(slope.mul(share));
      speed = speed.blend(0, speed.abs().compare(LT, Float.MIN_NORMAL));
      speed.intoArray(v, i);
      FloatVector step = speed.blend(slope.add(speed.mul(momentum)), looksAhead);
      place.sub(step.mul(rate)).intoArray(p, i);
    }
    super.momentum(p, g, v, end, to, rate, decay, momentum, share, nesterov);
  }

  @Override
  public void adam(
      float[] p, float[] g, float[] m, float[] v, float[] w, int from, int to, AdamStep step) {
    int end = from + FLOATS.loopBound(to - from);
    float beta1 = (float) step.rule().beta1();
    float rest1 = (float) (1 - step.rule().beta1());
    float beta2 = (float) step.rule().beta2();
    float rest2 = (float) (1 - step.rule().beta2());
    float eps = (float) step.rule().eps();
    float scale = (float) step.scale();
    float root = (float) step.root();
    float decay = (float) step.decay();
    float shrink = (float) step.shrink();
    boolean amsgrad = step.rule().amsgrad();
    VectorMask<Float> decays = FLOATS.maskAll(decay != 0);
    for (int i = from; i < end; i += FLOATS.length()) {
      FloatVector place = FloatVector.fromArray(FLOATS, p, i);
      FloatVector slope = FloatVector.fromArray(FLOATS, g, i).add(place.mul(decay), decays);
      FloatVector first = FloatVector.fromArray(FLOATS, m, i).mul(beta1).add(slope.mul(rest1));
      FloatVector second =
          FloatVector.fromArray(FLOATS, v, i).mul(beta2).add(slope.mul(slope).mul(rest2));
      first = first.blend(0, first.abs().compare(LT, Float.MIN_NORMAL));
      second = second.blend(0, second.abs().compare(LT, Float.MIN_NORMAL));
      first.intoArray(m, i);
      second.intoArray(v, i);
      if (amsgrad) {
        second = FloatVector.fromArray(FLOATS, w, i).max(second);
        second.intoArray(w, i);
      }
      FloatVector size = second.sqrt().mul(root).add(eps);
      place.mul(shrink).sub(first.div(size).mul(scale)).intoArray(p, i);
    }
    super.adam(p, g, m, v, w, end, to, step);
  }

  @Override
  public double squares(float[] x, int from, int to) {
    if (to - from < 4 * SUMS) {
      return super.squares(x, from, to);
    }
    double[] sums = sums();
    int end = to - (to - from) % SUMS;
    for (int begin = from; begin < end; begin += BLOCK) {
      int stop = Math.min(end, begin + BLOCK);
      for (int lane = 0; lane < SUMS; lane += DOUBLES.length()) {
        DoubleVector sum = DoubleVector.fromArray(DOUBLES, sums, lane);
        for (int i = begin + lane; i < stop; i += SUMS) {
          DoubleVector value =
              (DoubleVector) FloatVector.fromArray(HALF, x, i).convertShape(F2D, DOUBLES, 0);
          sum = sum.add(value.mul(value));
        }
        sum.intoArray(sums, lane);
      }
    }
    for (int i = end; i < to; i++) {
      double value = x[i];
      sums[i - end] += value * value;
    }
    return total(sums);
  }
}
