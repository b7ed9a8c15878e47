package kierkegrad.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kierkegrad.random.Philox;
import kierkegrad.random.Sampling;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SplitTest {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  /// As many rows of class c as the c-th count says, in mixed order.
  private static Dataset mixed(long seed, int... counts) {
    int[] sorted =
        IntStream.range(0, counts.length)
            .flatMap(c -> IntStream.generate(() -> c).limit(counts[c]))
            .toArray();
    int[] order = Sampling.order(new Philox(seed), sorted.length);
    int[] y = IntStream.of(order).map(i -> sorted[i]).toArray();
    return new TensorDataset(Tensor.arange(y.length), Tensor.of(y));
  }

  private static int[] counts(Subset part, int classes) {
    return Arrays.copyOf(Labels.counts(part), classes);
  }

  private static int[] allRows(Split split) {
    return Stream.of(split.train(), split.validation(), split.test())
        .flatMapToInt(part -> Arrays.stream(part.indices()))
        .sorted()
        .toArray();
  }

  /// The rounded share, unless classes that can spare a row are more than that, or all that they
  /// can spare is less.
  private static int size(double rows, int[] classes, int keep) {
    int least = 0;
    int most = 0;
    for (int n : classes) {
      least += n >= 2 ? 1 : 0;
      most += n > keep ? n - keep : n / 2;
    }
    return Math.clamp(Math.round(rows), least, most);
  }

  @RepeatedTest(50)
  void stratifiedPartsHoldEveryClass() {
    int[] counts = random.ints(2 + random.nextInt(8), 0, 60).toArray();
    counts[counts.length - 1]++;
    double validation = random.nextInt(3) * 0.15;
    double test = 0.05 + random.nextInt(5) * 0.1;
    String what =
        "seed %d, rows of the classes %s, shares %s and %s"
            .formatted(seed, Arrays.toString(counts), validation, test);
    int rows = Arrays.stream(counts).sum();
    boolean validates = validation > 0;

    Split split = Split.stratified(mixed(seed, counts), validation, test, seed);

    assertThat(allRows(split)).as(what).containsExactly(IntStream.range(0, rows).toArray());
    int[] train = counts(split.train(), counts.length);
    int[] validated = counts(split.validation(), counts.length);
    int[] tested = counts(split.test(), counts.length);
    int[] left = new int[counts.length];
    for (int c = 0; c < counts.length; c++) {
      left[c] = counts[c] - tested[c];
      assertThat(train[c] > 0).as("class %d trains, %s", c, what).isEqualTo(counts[c] > 0);
      assertThat(tested[c] > 0).as("class %d tests, %s", c, what).isEqualTo(counts[c] > 1);
      assertThat(validated[c] > 0)
          .as("class %d validates, %s", c, what)
          .isEqualTo(validates && counts[c] > 2);
    }
    assertThat(split.test().size())
        .as("test, %s", what)
        .isEqualTo(size(test * rows, counts, validates ? 2 : 1));
    assertThat(split.validation().size())
        .as("validation, %s", what)
        .isEqualTo(validates ? size(validation * rows, left, 1) : 0);
  }

  @Test
  void sharesGoByLargestRemainders() {
    // 0.3 of 10 rows are 3 for the test; 6 : 3 : 1 of them are 1.8, 0.9 and 0.3. The second class
    // gets 1 because it can spare one, the third needs its only row, so the first gets 2.
    Split split = Split.stratified(mixed(7, 6, 3, 1), 0, 0.3, 42);
    assertThat(counts(split.test(), 3)).containsExactly(2, 1, 0);
    assertThat(counts(split.train(), 3)).containsExactly(4, 2, 1);

    // 0.2 of 100 are 20: 12.4, 6.4 and 1.2, so 19 whole rows and one for the remainder 0.4 of the
    // first. 0.1 of 100 are 10 of the 80 left, 49 : 26 : 5: 6.125, 3.25 and 0.625.
    split = Split.stratified(mixed(7, 62, 32, 6), 0.1, 0.2, 42);
    assertThat(counts(split.test(), 3)).containsExactly(13, 6, 1);
    assertThat(counts(split.validation(), 3)).containsExactly(6, 3, 1);
    assertThat(counts(split.train(), 3)).containsExactly(43, 23, 4);
  }

  @RepeatedTest(20)
  void randomPartsHaveTheRoundedShares() {
    int rows = 20 + random.nextInt(200);
    double validation = 0.05 * random.nextInt(8);
    double test = 0.05 * random.nextInt(8);
    String what = "seed %d, %d rows, shares %s and %s".formatted(seed, rows, validation, test);

    Split split = Split.random(Numbered.rows(rows), validation, test, seed);

    assertThat(allRows(split)).as(what).containsExactly(IntStream.range(0, rows).toArray());
    assertThat(split.test().size()).as(what).isEqualTo((int) Math.round(test * rows));
    assertThat(split.validation().size()).as(what).isEqualTo((int) Math.round(validation * rows));
  }

  @Test
  void trainingAndTestOfTwoRowsHaveOneEach() {
    Split split = Split.random(Numbered.rows(2), 0, 0.1, 42);
    assertThat(split.train().size()).isEqualTo(1);
    assertThat(split.test().size()).isEqualTo(1);
    assertThat(Split.random(Numbered.rows(1), 0.3, 0.3, 42).train().size()).isEqualTo(1);
    assertThat(Split.random(Numbered.rows(0), 0.3, 0.3, 42).train().size()).isZero();
  }

  @Test
  void theSameSeedGivesTheSameParts() {
    Dataset data = mixed(7, 20, 30, 50);
    Split split = Split.stratified(data, 0.2, 0.2, 42);
    Split again = Split.stratified(data, 0.2, 0.2, 42);
    Split other = Split.stratified(data, 0.2, 0.2, 43);
    assertThat(again.train().indices()).containsExactly(split.train().indices());
    assertThat(again.validation().indices()).containsExactly(split.validation().indices());
    assertThat(again.test().indices()).containsExactly(split.test().indices());
    assertThat(other.test().indices()).isNotEqualTo(split.test().indices());
    assertThat(Split.random(data, 0, 0.2, 42).test().indices())
        .containsExactly(Split.random(data, 0, 0.2, 42).test().indices())
        .isNotEqualTo(Split.random(data, 0, 0.2, 43).test().indices());
  }

  @Test
  void somethingMustBeLeftToTrainOn() {
    Dataset data = mixed(7, 5, 5);
    double[][] impossible = {{0.5, 0.5}, {-0.1, 0.2}, {0.2, -0.1}, {0, 1}, {Double.NaN, 0.2}};
    for (double[] shares : impossible) {
      assertThatThrownBy(() -> Split.random(data, shares[0], shares[1], 42))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "split: shares of %s for validation and %s for test leave nothing to train on;"
                  + " use 0 or more, together below 1",
              shares[0], shares[1]);
    }
  }

  @Test
  void strataAreClassNumbers() {
    Dataset continuous = new TensorDataset(Tensor.arange(2), Tensor.of(new float[] {0.5f, 1.5f}));
    assertThatThrownBy(() -> Split.stratified(continuous, 0, 0.5, 42))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("class numbers: expects integers [rows], got float32[2]");
  }
}
