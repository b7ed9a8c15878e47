package kierkegrad.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamLoaderTest {
  private static StreamLoader loader(int rows, int batchSize) {
    return new StreamLoader(() -> Numbered.stream(rows), batchSize);
  }

  @Test
  void keepsTheOrderOfTheStreamUnlessShuffled() {
    List<List<Long>> batches = List.of(List.of(0L, 1L, 2L), List.of(3L, 4L, 5L), List.of(6L));
    assertThat(Numbered.batches(loader(7, 3), 0)).isEqualTo(batches);
    assertThat(Numbered.batches(loader(7, 3).shuffled(1, 42), 4)).isEqualTo(batches);
  }

  @Test
  void leavesOutASmallerLastBatchOnRequest() {
    assertThat(Numbered.batches(loader(7, 3).droppingLast(), 0))
        .containsExactly(List.of(0L, 1L, 2L), List.of(3L, 4L, 5L));
    assertThat(Numbered.batches(loader(6, 3).droppingLast(), 0)).hasSize(2);
    assertThat(Numbered.batches(loader(0, 3), 0)).isEmpty();
    assertThat(Numbered.batches(loader(0, 3).droppingLast(), 0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 99, 100, 1000})
  void anEpochShowsEveryRowOnce(int buffer) {
    List<Long> all = LongStream.range(0, 100).boxed().toList();
    StreamLoader loader = loader(100, 8).shuffled(buffer, 42);
    assertThat(Numbered.order(loader, 0))
        .containsExactlyInAnyOrderElementsOf(all)
        .isNotEqualTo(all);
    assertThat(Numbered.batches(loader, 0)).hasSize(13);
  }

  @Test
  void aRowLeavesEarlyByLessThanTheBuffer() {
    // The k-th to leave is one of the first k + buffer rows: no more were read.
    List<Long> order = Numbered.order(loader(100, 8).shuffled(10, 42), 0);
    for (int k = 0; k < order.size(); k++) {
      assertThat(order.get(k)).isLessThan(k + 10);
    }
  }

  @Test
  void aBufferAsLargeAsTheDataShufflesPerfectly() {
    // Each of the 3! orders has probability 1/6: of 600 epochs 100, with σ = √(600 · 1/6 · 5/6) <
    // 10.
    StreamLoader loader = loader(3, 3).shuffled(3, 42);
    Map<List<Long>, Long> orders =
        IntStream.range(0, 600)
            .mapToObj(epoch -> Numbered.order(loader, epoch))
            .collect(Collectors.groupingBy(order -> order, Collectors.counting()));
    assertThat(orders).hasSize(6);
    assertThat(orders.values()).allSatisfy(n -> assertThat(n).isBetween(60L, 140L));
  }

  @Test
  void theOrderIsAFunctionOfSeedAndEpoch() {
    StreamLoader loader = loader(100, 8).shuffled(20, 42);
    List<Long> second = Numbered.order(loader, 2);
    assertThat(Numbered.order(loader, 1)).isNotEqualTo(second);
    assertThat(Numbered.order(loader, 2)).isEqualTo(second);
    assertThat(Numbered.order(loader(100, 5).shuffled(20, 42), 2)).isEqualTo(second);
    assertThat(Numbered.order(loader.shuffled(20, 43), 2)).isNotEqualTo(second);
  }

  @Test
  void readsNoFurtherThanTheEnd() {
    Iterator<Batch> batches = loader(3, 2).epoch(0).iterator();
    assertThat(Numbered.numbers(batches.next())).containsExactly(0L, 1L);
    assertThat(Numbered.numbers(batches.next())).containsExactly(2L);
    assertThat(batches).isExhausted();
    assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void doesNotKnowItsSteps() {
    assertThat(loader(7, 3).steps()).isEmpty();
  }

  @Test
  void batchAndBufferNeedARow() {
    assertThatThrownBy(() -> loader(7, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("loader: a batch of 0 rows is not possible; use 1 or more");
    assertThatThrownBy(() -> loader(7, 3).shuffled(0, 42))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stream: a buffer of 0 rows is not possible; use 1 or more");
  }
}
