package kierkegrad.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LoaderTest {
  private final Dataset seven = Numbered.rows(7);

  @Test
  void keepsTheOrderOfTheRowsUnlessShuffled() {
    Loader loader = new Loader(seven, 3);
    List<List<Long>> batches = List.of(List.of(0L, 1L, 2L), List.of(3L, 4L, 5L), List.of(6L));
    assertThat(Numbered.batches(loader, 0)).isEqualTo(batches);
    assertThat(Numbered.batches(loader, 5)).isEqualTo(batches);
    assertThat(loader.steps()).hasValue(3);
  }

  @Test
  void leavesOutASmallerLastBatchOnRequest() {
    Loader loader = new Loader(seven, 3).droppingLast();
    assertThat(Numbered.batches(loader, 0))
        .containsExactly(List.of(0L, 1L, 2L), List.of(3L, 4L, 5L));
    assertThat(loader.steps()).hasValue(2);
    assertThat(Numbered.batches(loader.shuffled(1), 0))
        .extracting(List::size)
        .containsExactly(3, 3);
  }

  @Test
  void keepsAWholeLastBatch() {
    Loader loader = new Loader(Numbered.rows(6), 3).droppingLast();
    assertThat(Numbered.order(loader, 0)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    assertThat(loader.steps()).hasValue(2);
  }

  @Test
  void batchesMayBeLargerThanTheData() {
    assertThat(Numbered.batches(new Loader(Numbered.rows(2), 9), 0))
        .containsExactly(List.of(0L, 1L));
    assertThat(Numbered.batches(new Loader(Numbered.rows(2), 9).droppingLast(), 0)).isEmpty();
    assertThat(Numbered.batches(new Loader(Numbered.rows(0), 9), 0)).isEmpty();
  }

  @Test
  void anEpochShowsEveryRowOnce() {
    Loader loader = new Loader(Numbered.rows(100), 8).shuffled(42);
    List<Long> all = LongStream.range(0, 100).boxed().toList();
    for (int epoch = 0; epoch < 5; epoch++) {
      assertThat(Numbered.order(loader, epoch))
          .containsExactlyInAnyOrderElementsOf(all)
          .isNotEqualTo(all);
      assertThat(Numbered.batches(loader, epoch)).hasSize(13).last().asList().hasSize(4);
    }
  }

  @Test
  void theOrderIsAFunctionOfSeedAndEpoch() {
    Loader loader = new Loader(Numbered.rows(100), 8).shuffled(42);
    List<Long> third = Numbered.order(loader, 3);
    assertThat(IntStream.range(0, 10).mapToObj(epoch -> Numbered.order(loader, epoch)))
        .doesNotHaveDuplicates();
    assertThat(Numbered.order(loader, 3)).isEqualTo(third);
    assertThat(Numbered.order(new Loader(Numbered.rows(100), 8).shuffled(42), 3)).isEqualTo(third);
    assertThat(Numbered.order(loader.shuffled(43), 3)).isNotEqualTo(third);
  }

  @Test
  void theOrderDoesNotDependOnTheBatchSize() {
    assertThat(Numbered.order(new Loader(seven, 2).shuffled(42), 1))
        .isEqualTo(Numbered.order(new Loader(seven, 5).shuffled(42), 1));
  }

  @Test
  void anEpochCanBeReadTwice() {
    Iterable<Batch> epoch = new Loader(seven, 3).shuffled(42).epoch(0);
    assertThat(epoch).map(Numbered::numbers).hasSize(3);
    assertThat(epoch)
        .map(Numbered::numbers)
        .isEqualTo(Numbered.batches(new Loader(seven, 3).shuffled(42), 0));
  }

  @Test
  void aBatchNeedsARow() {
    assertThatThrownBy(() -> new Loader(seven, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("loader: a batch of 0 rows is not possible; use 1 or more");
  }

  /// `DataLoader(range(7), shuffle=True, generator=torch.Generator().manual_seed(3))` of PyTorch
  /// 2.13.
  @Test
  void pyTorchsOrders() {
    Order order = Order.torch(3);
    assertThat(order.of(0, 7)).containsExactly(3, 4, 2, 0, 1, 6, 5);
    assertThat(order.of(2, 7)).containsExactly(4, 2, 6, 0, 3, 5, 1);
    assertThat(order.of(1, 7)).containsExactly(6, 1, 2, 3, 4, 0, 5);
    Loader loader = new Loader(Numbered.rows(7), 4).ordered(order);
    assertThat(Numbered.batches(loader, 1))
        .isEqualTo(List.of(List.of(6L, 1L, 2L, 3L), List.of(4L, 0L, 5L)));
  }
}
