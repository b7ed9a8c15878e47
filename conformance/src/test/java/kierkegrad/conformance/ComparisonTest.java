package kierkegrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import kierkegrad.nn.Linear;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// That the comparison can fail.
class ComparisonTest {
  private static Row row() {
    return new Table().row(Kind.OPERATION, "planted");
  }

  private static Verdict verdict(String code, Function<Tensor, Tensor> ours) {
    return Verdict.of(row().same(code, x -> ours.apply(x.getFirst()), Input.numbers(2, 3)));
  }

  @Test
  void equalFunctionsAreGreen() {
    Verdict verdict = verdict("torch.tanh(a)", Tensor::tanh);
    assertThat(verdict.failures()).isEmpty();
    assertThat(verdict.cases()).isEqualTo(4);
  }

  @Test
  void aWrongValueIsRed() {
    assertThat(verdict("torch.tanh(a)", x -> x.tanh().mul(1 + 1e-9)).failures())
        .anyMatch(text -> text.contains("value 0 deviates"));
  }

  @Test
  void aWrongFirstDerivativeIsRed() {
    // The same value without its history has no slope.
    assertThat(verdict("a * a", x -> x.mul(x.detach())).failures())
        .hasSize(4)
        .allMatch(text -> text.contains("first derivative 0 deviates"));
  }

  @Test
  void aWrongSecondDerivativeIsRed() {
    // dy/dx = 2x without its own slope.
    Function<Tensor, Tensor> ours =
        x -> x.detach().square().add(x.sub(x.detach()).mul(x.detach().mul(2)));
    assertThat(verdict("a * a", ours).failures())
        .hasSize(4)
        .allMatch(text -> text.contains("second derivative 0 deviates"));
  }

  @Test
  void anotherShapeOrTypeIsRed() {
    assertThat(verdict("a.sum(0)", x -> x.sum(new int[] {0}, true)).isGreen()).isFalse();
    assertThat(verdict("a > 0", x -> x.gt(0).to(x.dtype())).isGreen()).isFalse();
  }

  @Test
  void specialNumbersAreCompared() {
    Row green = row().specials("torch.relu(a)", x -> x.getFirst().relu());
    Row red = row().specials("torch.relu(a)", x -> x.getFirst().clamp(0, 1e9));
    assertThat(Verdict.of(green).failures()).isEmpty();
    assertThat(Verdict.of(red).isGreen()).isFalse();
  }

  @Test
  void aRefusalThatOnlyOneSideMakesIsRed() {
    Input wrong = Input.numbers(2, 3);
    Function<List<Tensor>, Tensor> refuses = x -> x.getFirst().reshape(7);
    assertThat(Verdict.of(row().refuses("a.reshape(7)", refuses, wrong)).isGreen()).isTrue();
    assertThat(Verdict.of(row().refuses("a.reshape(6)", refuses, wrong)).isGreen()).isFalse();
    assertThat(Verdict.of(row().refuses("a.reshape(7)", List::getFirst, wrong)).isGreen())
        .isFalse();
  }

  @Test
  void aLayerIsGivenTheSameState() {
    Row green =
        row().layer("torch.linear(a, weight, bias)", () -> new Linear(3, 2), Input.numbers(4, 3));
    Row red =
        row()
            .layer(
                "torch.linear(a, weight, bias * 1.001)",
                () -> new Linear(3, 2),
                Input.numbers(4, 3));
    assertThat(Verdict.of(green).failures()).isEmpty();
    assertThat(Verdict.of(red).isGreen()).isFalse();
  }

  @Test
  void aRowWithoutCasesIsNotGreen() {
    assertThat(Verdict.of(row()).isGreen()).isFalse();
  }
}
