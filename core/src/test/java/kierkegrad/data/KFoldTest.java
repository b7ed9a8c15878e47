package kierkegrad.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class KFoldTest {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  private static Dataset labelled(int[] y) {
    return new TensorDataset(Tensor.arange(y.length), Tensor.of(y));
  }

  @RepeatedTest(50)
  void everyRowIsTestedOnceAndTrainsOtherwise() {
    int rows = random.nextInt(2, 60);
    int k = random.nextInt(2, rows + 1);
    int classes = random.nextInt(1, 6);
    Dataset data = labelled(random.ints(rows, 0, classes).toArray());

    for (List<KFold.Fold> folds :
        List.of(KFold.random(data, k, seed), KFold.stratified(data, k, seed))) {
      int[] all = IntStream.range(0, rows).toArray();
      int[] tested =
          folds.stream().flatMapToInt(f -> Arrays.stream(f.test().indices())).sorted().toArray();
      assertThat(folds).as("seed %d", seed).hasSize(k);
      assertThat(tested).as("seed %d", seed).containsExactly(all);
      for (KFold.Fold fold : folds) {
        assertThat(
                IntStream.concat(
                    Arrays.stream(fold.train().indices()), Arrays.stream(fold.test().indices())))
            .as("seed %d", seed)
            .containsExactlyInAnyOrder(Arrays.stream(all).boxed().toArray(Integer[]::new));
        assertThat(fold.test().size()).isBetween(rows / k, Math.ceilDiv(rows, k));
        assertThat(fold.test().indices()).isSorted();
      }
    }
  }

  @RepeatedTest(50)
  void classesKeepTheirShares() {
    int rows = random.nextInt(10, 200);
    int k = random.nextInt(2, 11);
    int[] y = random.ints(rows, 0, 4).map(c -> c * random.nextInt(2)).toArray();

    List<KFold.Fold> folds = KFold.stratified(labelled(y), k, seed);

    for (int c = 0; c < 4; c++) {
      int wanted = c;
      int total = (int) Arrays.stream(y).filter(label -> label == wanted).count();
      for (KFold.Fold fold : folds) {
        long here = Arrays.stream(fold.test().indices()).filter(row -> y[row] == wanted).count();
        assertThat(here)
            .as("seed %d", seed)
            .isBetween((long) total / k, (long) Math.ceilDiv(total, k));
      }
    }
  }

  @Test
  void theSeedDecides() {
    Dataset data = labelled(new int[40]);

    assertThat(tests(KFold.random(data, 4, 1))).isEqualTo(tests(KFold.random(data, 4, 1)));
    assertThat(tests(KFold.random(data, 4, 1))).isNotEqualTo(tests(KFold.random(data, 4, 2)));
  }

  private static List<List<Integer>> tests(List<KFold.Fold> folds) {
    return folds.stream()
        .map(fold -> Arrays.stream(fold.test().indices()).boxed().toList())
        .toList();
  }

  @Test
  void refusesTooManyAndTooFew() {
    Dataset data = labelled(new int[3]);

    assertThatThrownBy(() -> KFold.random(data, 4, 0))
        .hasMessage("folds: 3 rows cannot be split into 4 folds; use 2 to the number of rows");
    assertThatThrownBy(() -> KFold.stratified(data, 1, 0)).hasMessageContaining("into 1 folds");
  }
}
