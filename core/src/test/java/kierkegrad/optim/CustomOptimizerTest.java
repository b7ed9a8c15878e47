package kierkegrad.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kierkegrad.grad.Gradients;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// An optimizer that a user writes in tensor operations.
class CustomOptimizerTest {
  /// AdaGrad: `G ← G + g²`, `p ← p − η·g/√G`.
  private static final class AdaGrad extends CustomOptimizer<SGD.Options> {
    AdaGrad(List<Parameter> parameters, double lr) {
      super(
          "adagrad",
          List.of(new ParameterGroup<>(parameters, new SGD.Options(lr))),
          List.of("sum"));
    }

    @Override
    protected Tensor update(
        Tensor p, Tensor g, double lr, SGD.Options options, Map<String, Tensor> memory) {
      Tensor sum = memory.merge("sum", g.square(), Tensor::add);
      return p.sub(g.div(sum.sqrt()).mul(lr));
    }
  }

  @Test
  void followsItsFormula() {
    Parameter p = new Parameter(Tensor.of(new double[] {5, -2}));
    Optimizer optimizer = new AdaGrad(List.of(p), 0.5);
    optimizer.step(Gradients.none().with(p, Tensor.of(new double[] {3, -1})));
    assertThat(p.value().toDoubleArray()).containsExactly(4.5, -1.5);
    optimizer.lr(1.0);
    optimizer.step(Gradients.none().with(p, Tensor.of(new double[] {4, 1})));

    assertThat(p.value().toDoubleArray())
        .containsExactly(new double[] {4.5 - 4 / 5.0, -1.5 - 1 / Math.sqrt(2)}, within(1e-15));
    assertThat(p.version()).isEqualTo(2);
  }

  @Test
  void isSavedAndRestoredAndBoundLikeAnyOther() {
    Problem whole = new Problem();
    Optimizer uninterrupted = new AdaGrad(whole.parameters(), 0.1);
    uninterrupted.step(whole.loss().backward());
    Problem resumed =
        new Problem(new Parameter(whole.w().value()), new Parameter(whole.b().value()));
    Optimizer restored = new AdaGrad(resumed.parameters(), 0.3);
    restored.restore(new LinkedHashMap<>(uninterrupted.state()));
    uninterrupted.step(whole.loss().backward());
    restored.bind(() -> resumed.loss().backward()).run();

    assertThat(resumed.numbers()).containsExactly(whole.numbers());
    assertThat(restored.state()).containsOnlyKeys("group.0.lr", "0.sum", "1.sum");
  }
}
