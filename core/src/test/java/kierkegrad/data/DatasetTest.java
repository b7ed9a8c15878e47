package kierkegrad.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DatasetTest {
  private final Dataset five = Numbered.rows(5);

  @Test
  void fetchesRowsInAnyOrder() {
    assertThat(five.size()).isEqualTo(5);
    assertThat(Numbered.numbers(five.rows(3, 0, 3))).containsExactly(3L, 0L, 3L);
    assertThat(Numbered.numbers(five.all())).containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void noRowsKeepTheirShape() {
    Batch none = five.rows();
    assertThat(none.x().shape()).isEqualTo(Shape.of(0, 2));
    assertThat(none.y().shape()).isEqualTo(Shape.of(0));
  }

  @Test
  void aSubsetHasItsOwnNumbers() {
    Subset subset = new Subset(five, 4, 1, 2);
    assertThat(subset.size()).isEqualTo(3);
    assertThat(Numbered.numbers(subset.all())).containsExactly(4L, 1L, 2L);
    assertThat(Numbered.numbers(subset.rows(2, 0))).containsExactly(2L, 4L);
    assertThat(Numbered.numbers(new Subset(subset, 1).all())).containsExactly(1L);
  }

  @Test
  void aSubsetKeepsItsRowsToItself() {
    int[] rows = {4, 1};
    Subset subset = new Subset(five, rows);
    rows[0] = 0;
    subset.indices()[1] = 0;
    assertThat(subset.indices()).containsExactly(4, 1);
  }

  @Test
  void aMapTransformsWhatIsFetched() {
    Dataset doubled = five.map(batch -> new Batch(batch.x().mul(2), batch.y()));
    assertThat(doubled.size()).isEqualTo(5);
    assertThat(doubled.rows(3, 1).x().toLongArray()).containsExactly(6, -6, 2, -2);
    assertThat(doubled.all().x().toLongArray()).containsExactly(0, 0, 2, -2, 4, -4, 6, -6, 8, -8);
    assertThat(doubled.all().y().toLongArray()).containsExactly(0, 10, 20, 30, 40);
  }

  @Test
  void featuresAndTargetsHaveTheSameRows() {
    assertThatThrownBy(() -> new TensorDataset(Tensor.zeros(3, 2), Tensor.zeros(2)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("batch: features [3, 2] and targets [2] differ in rows");
    assertThatThrownBy(() -> new Batch(Tensor.scalar(1), Tensor.scalar(1)))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void namesARowThatDoesNotExist() {
    assertThatThrownBy(() -> new Subset(five, 0, 5))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("subset: row 5 does not exist, use 0 to 4");
    assertThatThrownBy(() -> new Subset(five, -1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("subset: row -1 does not exist, use 0 to 4");
    assertThatThrownBy(() -> new Subset(five, 4, 1).rows(2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("subset: row 2 does not exist, use 0 to 1");
    assertThatThrownBy(() -> five.rows(5)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
