package kierkegrad.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import kierkegrad.nn.Parameter;
import kierkegrad.tensor.StaleTensorException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GradientsTest {
  private final Parameter a = new Parameter(Tensor.of(new double[] {1, 2}));
  private final Parameter b = new Parameter(Tensor.of(new double[] {4}));

  /// 3a₁ + 3a₂ + 4b has the gradient (3, 3) in a and 4 in b.
  private Gradients gradients() {
    return a.value().mul(3).sum().add(b.value().mul(4).sum()).backward();
  }

  @Test
  void areReadByParameter() {
    assertThat(gradients().of(a).toDoubleArray()).containsExactly(3, 3);
    assertThat(gradients().of(b).toDoubleArray()).containsExactly(4);
    assertThat(gradients().size()).isEqualTo(2);
  }

  @Test
  void aParameterThatIsReadTwiceHasOneGradient() {
    Gradients g = a.value().square().sum().add(a.value().sum()).backward();
    assertThat(g.of(a).toDoubleArray()).containsExactly(3, 5);
  }

  @Test
  void aParameterThatTookNoPartHasNone() {
    Parameter other = new Parameter(Tensor.ones(1));
    assertThat(gradients().find(other)).isEmpty();
    assertThatThrownBy(() -> gradients().of(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("took no part in this loss");
    assertThatThrownBy(() -> gradients().of(Tensor.ones(1)))
        .hasMessageContaining("is no tracked leaf of the loss");
  }

  @Test
  void addUpAndScale() {
    Gradients g = a.value().sum().backward();
    Gradients sum = gradients().plus(g).times(2);
    assertThat(sum.of(a).toDoubleArray()).containsExactly(8, 8);
    assertThat(sum.of(b).toDoubleArray()).containsExactly(8);
    assertThat(gradients().with(b, Tensor.ones(1)).of(b).item()).isEqualTo(1);
  }

  /// The norm of (3, 3, 4) is √34; PyTorch scales by limit / (norm + 10⁻⁶).
  @Test
  void areClippedTogether() {
    double norm = Math.sqrt(34);
    assertThat(gradients().norm()).isCloseTo(norm, within(1e-12));
    double factor = 1 / (norm + 1e-6);
    Gradients clipped = gradients().clipNorm(1);
    assertThat(clipped.of(a).toDoubleArray())
        .containsExactly(new double[] {3 * factor, 3 * factor}, within(1e-12));
    assertThat(gradients().clipNorm(100).of(a).toDoubleArray()).containsExactly(3, 3);
    assertThat(gradients().clipValue(3.5).of(b).item()).isEqualTo(3.5);
  }

  @Test
  void backwardThroughAnUpdatedParameterIsAnError() {
    Tensor loss = a.value().square().sum();
    a.set(Tensor.of(new double[] {5, 5}));
    assertThatThrownBy(loss::backward)
        .isInstanceOf(StaleTensorException.class)
        .hasMessageContaining("was updated after this value was read (version 0, now 1)");
  }

  @Test
  void anOldValueCannotBeReadInAnyWay() {
    Tensor before = a.value();
    Tensor view = before.select(0, 0);
    Tensor copy = before.copy();
    a.set(Tensor.of(new double[] {5, 5}));
    assertThatThrownBy(before::toDoubleArray).isInstanceOf(StaleTensorException.class);
    assertThatThrownBy(before::detach).isInstanceOf(StaleTensorException.class);
    assertThatThrownBy(before::tracked).isInstanceOf(StaleTensorException.class);
    assertThatThrownBy(before::toString).isInstanceOf(StaleTensorException.class);
    assertThatThrownBy(() -> before.add(1)).isInstanceOf(StaleTensorException.class);
    assertThatThrownBy(view::item).isInstanceOf(StaleTensorException.class);
    assertThat(copy.toDoubleArray()).containsExactly(1, 2);
    assertThat(a.value().toDoubleArray()).containsExactly(5, 5);
  }

  @Test
  void aSumThatNeedsNoOldValueMayBeReversedAfterAnUpdate() {
    Tensor loss = a.value().sum();
    a.set(Tensor.of(new double[] {5, 5}));
    assertThat(loss.backward().of(a).toDoubleArray()).containsExactly(1, 1);
  }
}
