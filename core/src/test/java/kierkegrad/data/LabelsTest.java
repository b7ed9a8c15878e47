package kierkegrad.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LabelsTest {
  @Test
  void countsTheRowsOfEachClass() {
    assertThat(Labels.counts(Tensor.of(new long[] {2, 0, 2, 3, 2}))).containsExactly(1, 0, 3, 1);
    assertThat(Labels.counts(Tensor.of(new boolean[] {true, false, true}))).containsExactly(1, 2);
    assertThat(Labels.counts(Tensor.of(new int[0]))).isEmpty();
  }

  @Test
  void bytesAreUnsigned() {
    int[] counts = Labels.counts(Tensor.of(new byte[] {(byte) 200, 1}));
    assertThat(counts).hasSize(201);
    assertThat(counts[200]).isEqualTo(1);
  }

  @Test
  void countsMoreRowsThanAreReadAtOnce() {
    Tensor y = Tensor.concat(0, List.of(Tensor.zeros(5000), Tensor.ones(4000)));
    Dataset data = new TensorDataset(y, y.to(DType.I64));
    assertThat(Labels.counts(data)).containsExactly(5000, 4000);
  }

  @Test
  void classesCountFromZero() {
    assertThatThrownBy(() -> Labels.counts(Tensor.of(new long[] {1, -1})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class numbers: row 1 has -1; classes count from 0");
  }

  @Test
  void classesAreIntegersRowByRow() {
    assertThatThrownBy(() -> Labels.counts(Tensor.zeros(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("got float32[3]; convert with to(DType.I64)");
    assertThatThrownBy(() -> Labels.counts(Tensor.arange(6).reshape(3, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("got int64[3, 2]");
  }
}
