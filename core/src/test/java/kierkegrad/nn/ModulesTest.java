package kierkegrad.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kierkegrad.grad.Gradients;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// The lectures' modules with several operands or results; numbers by hand.
class ModulesTest {
  private final Tensor a = Tensor.of(new double[] {1, 5, 2}).tracked();
  private final Tensor b = Tensor.of(new double[] {3, 4, 2}).tracked();

  @Test
  void duplicateSumsTheGradients() {
    List<Tensor> ways = new Duplicate(3).forward(a);
    Tensor loss = ways.get(0).mul(2).add(ways.get(1).mul(3)).add(ways.get(2).square()).sum();

    assertThat(ways)
        .hasSize(3)
        .allSatisfy(way -> assertThat(way.toDoubleArray()).containsExactly(1, 5, 2));
    // 2 + 3 + 2a
    assertThat(loss.backward().of(a).toDoubleArray()).containsExactly(7, 15, 9);
  }

  @Test
  void duplicateGivesEveryWayANodeOfItsOwn() {
    List<Tensor> ways = new Duplicate().forward(a);

    assertThat(ways.get(0)).isNotSameAs(ways.get(1));
    assertThat(ways.get(0).inputs()).containsExactly(a);
    assertThat(ways.get(1).inputs()).containsExactly(a);
  }

  @Test
  void addCopiesTheGradientToEveryOperand() {
    Tensor c = Tensor.of(new double[] {10, 20, 30}).tracked();
    Tensor y = new Add().forward(a, b, c);
    Gradients gradients = y.mul(Tensor.of(new double[] {1, 2, 3})).sum().backward();

    assertThat(y.toDoubleArray()).containsExactly(14, 29, 34);
    for (Tensor operand : List.of(a, b, c)) {
      assertThat(gradients.of(operand).toDoubleArray()).containsExactly(1, 2, 3);
    }
    assertThat(new Add().forward(a)).isSameAs(a);
  }

  @Test
  void maxGivesTheGradientToTheLargerAndAtATieToTheSecond() {
    Tensor y = new Max().forward(a, b);
    Gradients gradients = y.mul(Tensor.of(new double[] {7, 8, 9})).sum().backward();

    assertThat(y.toDoubleArray()).containsExactly(3, 5, 2);
    assertThat(gradients.of(a).toDoubleArray()).containsExactly(0, 8, 0);
    assertThat(gradients.of(b).toDoubleArray()).containsExactly(7, 0, 9);
  }

  @Test
  void tensorMaximumSharesTheTieInstead() {
    Gradients gradients = a.maximum(b).sum().backward();

    assertThat(gradients.of(a).toDoubleArray()).containsExactly(0, 1, 0.5);
    assertThat(gradients.of(b).toDoubleArray()).containsExactly(1, 0, 0.5);
  }

  @Test
  void maxOfNaNIsNaN() {
    Tensor nan = Tensor.of(new double[] {Double.NaN, 1, Double.NaN});
    Tensor other = Tensor.of(new double[] {1, Double.NaN, Double.NaN});

    assertThat(new Max().forward(nan, other).toDoubleArray())
        .containsExactly(Double.NaN, Double.NaN, Double.NaN);
  }

  @Test
  void refuseOperandsThatWouldBroadcast() {
    assertThatThrownBy(() -> new Add().forward(Tensor.zeros(2, 3), Tensor.zeros(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "add: the operands are [2, 3] and [3], but must have one shape;"
                + " reshape or expand one of them");
    assertThatThrownBy(() -> new Max().forward(Tensor.zeros(2), Tensor.zeros(1)))
        .hasMessageStartingWith("max: the operands are [2] and [1]");
    assertThatThrownBy(() -> new Add().forward(List.of()))
        .hasMessage("add: there is no operand; give at least one");
    assertThatThrownBy(() -> new Duplicate(0)).hasMessage("duplicate: 0 ways; use at least 1");
  }
}
