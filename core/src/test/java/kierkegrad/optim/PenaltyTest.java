package kierkegrad.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import kierkegrad.grad.Gradients;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PenaltyTest {
  private final Parameter w = new Parameter(Tensor.of(new double[] {2, -3, 0}));
  private final Parameter v = new Parameter(Tensor.of(new double[] {0.5}));

  @Test
  void l1HasTheSlopeOfTheSign() {
    Tensor penalty = Penalty.l1(List.of(w, v), 0.1);
    Gradients gradients = penalty.backward();

    assertThat(penalty.item()).isCloseTo(0.55, within(1e-15)); // 0.1 · (2 + 3 + 0 + 0.5)
    assertThat(gradients.of(w).toDoubleArray()).containsExactly(0.1, -0.1, 0);
    assertThat(gradients.of(v).toDoubleArray()).containsExactly(0.1);
  }

  @Test
  void l2HasTheSlopeOfTheWeight() {
    Tensor penalty = Penalty.l2(List.of(w), 0.5);

    assertThat(penalty.item()).isEqualTo(3.25); // 0.5 / 2 · (4 + 9)
    assertThat(penalty.backward().of(w).toDoubleArray()).containsExactly(1, -1.5, 0);
  }

  @Test
  void l2IsTheWeightDecayOfSgd() {
    Problem penalised = new Problem();
    Problem decayed = new Problem();
    Optimizer plain = new SGD(penalised.parameters(), 0.3);
    Optimizer decaying = new SGD(decayed.parameters(), new SGD.Options(0.3).withWeightDecay(0.05));
    for (int i = 0; i < 10; i++) {
      plain.step(penalised.loss().add(Penalty.l2(penalised.parameters(), 0.05)).backward());
      decaying.step(decayed.loss().backward());
    }

    assertThat(penalised.numbers()).containsExactly(decayed.numbers(), within(1e-14));
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> Penalty.l1(List.of(), 1))
        .hasMessage("penalty: there is no parameter to penalise; name at least one");
    assertThatThrownBy(() -> Penalty.l2(List.of(w), -1))
        .hasMessage("l2: λ -1.0 is out of range; use 0 or more");
  }
}
