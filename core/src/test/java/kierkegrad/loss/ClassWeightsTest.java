package kierkegrad.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ClassWeightsTest {
  /// scikit-learn 1.2.1: compute_class_weight("balanced", classes=np.unique(t), y=t) with the same
  /// numbers; class 4 has no rows.
  @Test
  void balancedAsScikitLearn() {
    int[] rows = {0, 0, 0, 2, 2, 1, 0, 0, 3, 0};
    assertThat(ClassWeights.balanced(rows, 5).toDoubleArray())
        .containsExactly(new double[] {0.41666667, 2.5, 1.25, 2.5, 0}, within(1e-8));
  }

  /// Rows (0, 0, 0, 1) with logits 0: each loss is ln 2, weighted 4/6 or 2, and the mean is ln 2.
  @Test
  void workInTheLoss() {
    Tensor classes = Tensor.of(new long[] {0, 0, 0, 1});
    CrossEntropyLoss loss = new CrossEntropyLoss().withWeight(ClassWeights.balanced(classes, 2));
    assertThat(loss.of(Tensor.zeros(4, 2), classes).item()).isCloseTo(Math.log(2), within(1e-6));
    assertThat(
            loss.withReduction(Reduction.NONE).of(Tensor.zeros(4, 2), classes).toDoubleArray()[3])
        .isCloseTo(2 * Math.log(2), within(1e-6));
  }

  @Test
  void refusesWhatAreNoClasses() {
    assertThatThrownBy(() -> ClassWeights.balanced(new int[] {0, 3}, 3))
        .hasMessage("class weights: 3 is none of 3 classes; number them from 0");
    assertThatThrownBy(() -> ClassWeights.balanced(new int[0], 3)).hasMessageContaining("no rows");
  }
}
