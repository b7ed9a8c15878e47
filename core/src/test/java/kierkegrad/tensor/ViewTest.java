package kierkegrad.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ViewTest {
  /// `[[0, 1, 2], [3, 4, 5]]`
  private final Tensor x = Tensor.arange(6).reshape(2, 3);

  private static void holds(Tensor y, Shape shape, long... values) {
    assertThat(y.shape()).isEqualTo(shape);
    assertThat(y.toLongArray()).containsExactly(values);
  }

  private void views(Tensor y, Shape shape, long... values) {
    holds(y, shape, values);
    assertThat(y.storage()).as("no copy").isSameAs(x.storage());
  }

  @Test
  void rearrangementsShareTheStorage() {
    views(x.reshape(3, -1), Shape.of(3, 2), 0, 1, 2, 3, 4, 5);
    views(x.flatten(), Shape.of(6), 0, 1, 2, 3, 4, 5);
    views(x.mT(), Shape.of(3, 2), 0, 3, 1, 4, 2, 5);
    views(x.transpose(0, -1), Shape.of(3, 2), 0, 3, 1, 4, 2, 5);
    views(x.permute(-1, 0), Shape.of(3, 2), 0, 3, 1, 4, 2, 5);
    views(x.unsqueeze(1), Shape.of(2, 1, 3), 0, 1, 2, 3, 4, 5);
    views(x.unsqueeze(-1).squeeze(), Shape.of(2, 3), 0, 1, 2, 3, 4, 5);
    views(x.expand(2, 2, 3), Shape.of(2, 2, 3), 0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5);
    views(x.narrow(1, 0, 1).expand(2, 2), Shape.of(2, 2), 0, 0, 3, 3);
    views(x.flip(1), Shape.of(2, 3), 2, 1, 0, 5, 4, 3);
    views(x.flip(), Shape.of(2, 3), 5, 4, 3, 2, 1, 0);
    views(x.slice(1, 0, 3, 2), Shape.of(2, 2), 0, 2, 3, 5);
    views(x.slice(1, -2, 100), Shape.of(2, 2), 1, 2, 4, 5);
    views(x.slice(1, 2, 1), Shape.of(2, 0));
    views(x.select(1, -1), Shape.of(2), 2, 5);
    views(x.get(1, 0), Shape.SCALAR, 3);
    views(x.flip(1).slice(1, 1, 3).mT(), Shape.of(2, 2), 1, 4, 0, 3);
    views(x.reshape(2, 3, 1).flatten(1, 2), Shape.of(2, 3), 0, 1, 2, 3, 4, 5);
  }

  @Test
  void aReshapeOfScatteredElementsCopies() {
    Tensor y = x.mT().reshape(6);
    holds(y, Shape.of(6), 0, 3, 1, 4, 2, 5);
    assertThat(y.storage()).isNotSameAs(x.storage());
  }

  @Test
  void joinsAndSplits() {
    holds(Tensor.concat(1, List.of(x, x.narrow(1, 0, 1))), Shape.of(2, 4), 0, 1, 2, 0, 3, 4, 5, 3);
    holds(Tensor.stack(-1, List.of(x, x.flip(1))).select(0, 0), Shape.of(3, 2), 0, 2, 1, 1, 2, 0);
    List<Tensor> parts = x.split(1, 2);
    assertThat(parts).hasSize(2);
    holds(parts.getFirst(), Shape.of(2, 2), 0, 1, 3, 4);
    holds(parts.getLast(), Shape.of(2, 1), 2, 5);
    holds(x.pad(1, 1, 0, 9), Shape.of(2, 4), 9, 0, 1, 2, 9, 3, 4, 5);
  }

  @Test
  void elementsAtIndices() {
    holds(x.indexSelect(1, Tensor.of(new int[] {2, 0})), Shape.of(2, 2), 2, 0, 5, 3);
    holds(x.indexSelect(0, Tensor.of(new long[] {1, 1})), Shape.of(2, 3), 3, 4, 5, 3, 4, 5);
    holds(x.gather(1, Tensor.of(new long[] {2, 0}, 2, 1)), Shape.of(2, 1), 2, 3);
    holds(Tensor.arange(2).oneHot(3), Shape.of(2, 3), 1, 0, 0, 0, 1, 0);
  }

  @Test
  void creation() {
    holds(Tensor.arange(5, 0, -2), Shape.of(3), 5, 3, 1);
    holds(Tensor.arange(1, 8, 3), Shape.of(3), 1, 4, 7);
    holds(Tensor.eye(DType.I64, 2), Shape.of(2, 2), 1, 0, 0, 1);
    assertThat(Tensor.linspace(-1, 1, 5).toDoubleArray()).containsExactly(-1, -0.5, 0, 0.5, 1);
    assertThat(Tensor.of(new float[][] {{1, 2}, {3, 4}}).shape()).isEqualTo(Shape.of(2, 2));
    assertThat(Tensor.full(DType.F64, Shape.of(2), 0.5).toDoubleArray()).containsExactly(0.5, 0.5);
    float[] values = {1, 2};
    Tensor copy = Tensor.of(values);
    values[0] = 9;
    assertThat(copy.toFloatArray()).containsExactly(1, 2);
  }

  @Test
  void misuseIsNamed() {
    assertThatThrownBy(() -> x.reshape(4, -1)).hasMessageContaining("cannot be inferred");
    assertThatThrownBy(() -> x.select(0, 2)).hasMessageContaining("select");
    assertThatThrownBy(() -> x.slice(0, 0, 2, -1)).hasMessageContaining("use flip");
    assertThatThrownBy(() -> x.transpose(0, 2)).hasMessageContaining("dimension 2 is out of range");
    assertThatThrownBy(() -> x.sum(0, -2)).hasMessageContaining("appears twice");
    assertThatThrownBy(() -> x.item()).hasMessageContaining("has 6 elements, not one");
    assertThatThrownBy(() -> Tensor.scalar(1).size(0)).hasMessageContaining("a scalar has no");
    assertThatThrownBy(() -> Tensor.scalar(1).mT()).hasMessageContaining("no matrix");
    assertThatThrownBy(() -> Tensor.of(new float[] {1, 2, 3}, 2, 2))
        .hasMessageContaining("3 values do not fill shape [2, 2]");
    assertThatThrownBy(() -> Tensor.of(new double[][] {{1}, {1, 2}}))
        .hasMessageContaining("make no matrix");
    assertThatThrownBy(() -> Shape.of(1 << 16, 1 << 16)).hasMessageContaining("2^31 - 1 elements");
    assertThatThrownBy(() -> Tensor.stack(0, List.of(x, x.mT()))).hasMessageContaining("differ");
    assertThatThrownBy(() -> Tensor.concat(0, List.of())).hasMessageContaining("at least one");
  }

  /// Any view, reshaped, has the elements that its written-out copy has, and a view that lies row
  /// by row needs no copy.
  @Test
  void reshapesOfRandomViewsAgreeWithCopies() {
    long seed = 2026;
    Random random = new Random(seed);
    for (int round = 0; round < 3000; round++) {
      Tensor view = randomView(random);
      Shape target = randomShape(random, view.elements());
      Tensor reshaped = view.reshape(target);
      assertThat(reshaped.sameBits(view.copy().reshape(target)))
          .as("seed %d, round %d: %s to %s", seed, round, view.shape(), target)
          .isTrue();
      if (view.layout().isContiguous()) {
        assertThat(reshaped.storage()).isSameAs(view.storage());
      }
    }
  }

  private static Tensor randomView(Random random) {
    int[] sizes = random.ints(1 + random.nextInt(4), 1, 5).toArray();
    Tensor x = Tensor.arange(Shape.of(sizes).elements()).reshape(sizes);
    for (int step = random.nextInt(4); step > 0; step--) {
      int dim = random.nextInt(x.rank());
      x =
          switch (random.nextInt(5)) {
            case 0 -> x.permute(randomOrder(random, x.rank()));
            case 1 -> x.slice(dim, random.nextInt(x.size(dim)), x.size(dim), 1 + random.nextInt(2));
            case 2 -> x.flip(dim);
            case 3 -> x.narrow(dim, 0, 1).expand(x.shape());
            default -> x.unsqueeze(random.nextInt(x.rank() + 1));
          };
    }
    return x;
  }

  private static int[] randomOrder(Random random, int rank) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    Collections.shuffle(order, random);
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Shape randomShape(Random random, int elements) {
    List<Integer> sizes = new ArrayList<>();
    int rest = elements;
    while (rest > 1) {
      int upTo = rest;
      List<Integer> divisors =
          IntStream.rangeClosed(1, upTo).filter(d -> upTo % d == 0).boxed().toList();
      int size = divisors.get(random.nextInt(divisors.size()));
      sizes.add(size);
      rest /= size;
    }
    return Shape.of(sizes.stream().mapToInt(Integer::intValue).toArray());
  }
}
