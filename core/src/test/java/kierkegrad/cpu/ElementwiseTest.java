package kierkegrad.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kierkegrad.op.Binary;
import kierkegrad.op.Chain;
import kierkegrad.op.Chain.Step;
import kierkegrad.op.Compare;
import kierkegrad.op.Where;
import kierkegrad.random.Philox;
import kierkegrad.random.Sampling;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// Chains on tensors of every layout, against the same chain on written-out operands.
class ElementwiseTest {
  private static final Philox RANDOM = new Philox(5);

  /// A view of that shape: broadcast, permuted, cut out, backwards, or several of these.
  private static Tensor scattered(Shape shape, DType type, Random random) {
    int[] sizes = shape.toArray();
    for (int d = 0; d < sizes.length; d++) {
      sizes[d] = random.nextInt(3) == 0 ? 1 : sizes[d];
    }
    Tensor x = Sampling.normal(RANDOM, DType.F32, Shape.of(sizes), 0, 2);
    if (random.nextBoolean()) {
      int[] backwards = new int[sizes.length];
      for (int d = 0; d < sizes.length; d++) {
        backwards[d] = sizes.length - 1 - d;
      }
      x = x.permute(backwards).copy().permute(backwards);
    }
    if (random.nextBoolean()) {
      x = x.pad(0, 1, 2, 3).narrow(0, 1, x.size(0));
    }
    if (random.nextBoolean()) {
      x = x.flip(random.nextInt(sizes.length));
    }
    return type == DType.BOOL ? x.gt(0) : x.to(type);
  }

  @Test
  void everyLayoutGivesTheSame() {
    long seed = 17;
    Random random = new Random(seed);
    List<DType> types = List.of(DType.F32, DType.F32, DType.BOOL);
    Chain chain =
        new Chain(
            3,
            List.of(
                Step.of(Binary.MUL, 0, 1),
                Step.of(Compare.GE, 3, 1),
                Step.of(Binary.MINIMUM, 4, 2),
                Step.of(new Where(), 5, 3, 0)));
    for (int round = 0; round < 300; round++) {
      Shape shape =
          random.nextInt(10) == 0
              ? Shape.of(3, 90, 101)
              : Shape.of(random.nextInt(4), 1 + random.nextInt(5), 1 + random.nextInt(80));
      List<Tensor> in = new ArrayList<>();
      for (DType type : types) {
        in.add(scattered(shape, type, random));
      }
      List<Tensor> whole = in.stream().map(x -> x.expand(shape).copy()).toList();
      Tensor out = Tensor.apply(chain, in);
      assertThat(out.expand(shape).sameBits(Tensor.apply(chain, whole)))
          .as("seed %d, round %d, %s", seed, round, shape)
          .isTrue();
      float[] a = whole.get(0).toFloatArray();
      float[] b = whole.get(1).toFloatArray();
      byte[] c = whole.get(2).toByteArray();
      float[] y = out.expand(shape).toFloatArray();
      for (int i = 0; i < y.length; i++) {
        assertThat(y[i]).isEqualTo(c[i] != 0 && a[i] * b[i] >= b[i] ? a[i] * b[i] : a[i]);
      }
    }
  }
}
