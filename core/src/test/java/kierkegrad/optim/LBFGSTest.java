package kierkegrad.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;
import kierkegrad.grad.Gradients;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LBFGSTest {
  private static Parameter start() {
    return new Parameter(Tensor.of(new double[] {-1.2, 1}));
  }

  /// Rosenbrock's valley, lowest at (1, 1).
  private static Supplier<Tensor> valley(Parameter p) {
    return () -> {
      Tensor x = p.value().select(0, 0);
      Tensor y = p.value().select(0, 1);
      return x.neg().add(1).square().add(y.sub(x.square()).square().mul(100));
    };
  }

  @Test
  void findsTheLowestPointOfAValley() {
    Parameter p = start();
    LBFGS optimizer =
        new LBFGS(
            List.of(p),
            new LBFGS.Options().withStrongWolfe().withMaxIter(100).withTolerances(1e-9, 1e-15));
    double before = optimizer.step(valley(p));

    assertThat(before).isCloseTo(24.2, within(1e-12));
    assertThat(p.value().toDoubleArray()).containsExactly(new double[] {1, 1}, within(1e-6));
    assertThat(optimizer.step(valley(p))).isLessThan(1e-12);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void goesOnBitByBit(boolean search) {
    LBFGS.Options options = new LBFGS.Options(0.01).withMaxIter(2).withHistorySize(5);
    LBFGS.Options chosen = search ? options.withStrongWolfe() : options;
    Parameter whole = start();
    LBFGS uninterrupted = new LBFGS(List.of(whole), chosen);
    for (int i = 0; i < 15; i++) {
      uninterrupted.step(valley(whole));
    }
    SequencedMap<String, Tensor> saved = uninterrupted.state();
    Parameter resumed = new Parameter(whole.value());
    LBFGS restored = new LBFGS(List.of(resumed), chosen);
    restored.restore(saved);
    for (int i = 0; i < 15; i++) {
      uninterrupted.step(valley(whole));
      restored.step(valley(resumed));
    }

    assertThat(resumed.value().sameBits(whole.value())).isTrue();
    assertThat(restored.state().keySet()).isEqualTo(uninterrupted.state().keySet());
    assertThat(saved)
        .containsOnlyKeys(
            "group.0.lr",
            "0.func_evals",
            "0.n_iter",
            "0.d",
            "0.t",
            "0.H_diag",
            "0.prev_flat_grad",
            "0.prev_loss",
            "0.old_dirs",
            "0.old_stps",
            "0.ro");
  }

  @Test
  void leavesFrozenParametersAlone() {
    Parameter p = start();
    Parameter frozen = start();
    frozen.freeze();
    LBFGS optimizer = new LBFGS(List.of(frozen, p), 0.5);
    optimizer.step(() -> p.value().add(frozen.value()).square().sum());

    assertThat(frozen.version()).isZero();
    assertThat(p.value().toDoubleArray()).containsExactly(new double[] {1.2, -1}, within(1e-3));
  }

  @Test
  void saysWhatItNeeds() {
    Parameter p = start();
    LBFGS optimizer = new LBFGS(List.of(p), 1);
    assertThatThrownBy(() -> optimizer.step(Gradients.none()))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("call step(() -> loss)");
    assertThatThrownBy(() -> optimizer.restore(Map.of()))
        .hasMessage("lbfgs: the saved state lacks group.0.lr; was it saved by another optimizer?");
    assertThatThrownBy(() -> new LBFGS(List.of(), 1)).hasMessageContaining("no parameter");
    LBFGS other = new LBFGS(List.of(new Parameter(Tensor.ones(3))), 1);
    optimizer.step(valley(p));
    assertThatThrownBy(() -> other.restore(optimizer.state()))
        .hasMessage(
            "lbfgs: the saved 0.d has 2 numbers, expected 3; are these the parameters it was saved for?");
    optimizer.lr(0.5);
    assertThat(optimizer.lr()).isEqualTo(0.5);
  }
}
