package kierkegrad.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import kierkegrad.grad.Gradients;
import kierkegrad.nn.Parameter;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// The first step of each formula, by hand: p = 2, g = 0.5.
class FormulaTest {
  private static double first(Function<List<Parameter>, Optimizer> optimizer) {
    Parameter p = new Parameter(Tensor.of(new double[] {2}));
    optimizer.apply(List.of(p)).step(Gradients.none().with(p, Tensor.of(new double[] {0.5})));
    return p.value().item();
  }

  private static void goes(double to, Function<List<Parameter>, Optimizer> optimizer) {
    assertThat(first(optimizer)).isCloseTo(to, within(1e-6));
  }

  @Test
  void firstSteps() {
    // μ₁ = 0.9·(1 − 0.96^0.004/2), and so on: m = 0.05, √v̂ = 0.5
    double mu = 0.9 * (1 - 0.5 * Math.pow(0.96, 0.004));
    double next = 0.9 * (1 - 0.5 * Math.pow(0.96, 0.008));
    goes(2 - 0.1 * (0.5 + next / (1 - mu * next) * 0.05) / 0.5, p -> new NAdam(p, 0.1));
    goes(2 - 0.1 * 0.5, p -> new RAdam(p, 0.1)); // too early for the second moment
    goes(1.9, p -> new Adamax(p, 0.1));
    goes(1.9, p -> new Adagrad(p, 0.1));
    goes(2 - Math.sqrt(1e-6 / (0.025 + 1e-6)) * 0.5, p -> new Adadelta(p, 1));
    goes(2 - 0.01 * 0.5 / 0.05, p -> new RMSprop(p, 0.01));
    goes(1.9, p -> new Rprop(p, 0.1));
    goes(2 * (1 - 1e-4 * 0.1) - 0.05, p -> new ASGD(p, 0.1));
    goes(1.9, p -> new Lion(p, 0.1));
    goes(2 - 2 * 0.1, p -> new Adafactor(p, 0.1));
  }

  @Test
  void goesUpIfAsked() {
    goes(2.1, p -> new Adamax(p, new Adamax.Options(0.1).withMaximize()));
    goes(2.05, p -> new SGD(p, new SGD.Options(0.1).withMaximize()));
    goes(2.1, p -> new Adam(p, new AdamOptions(0.1, 0).withMaximize()));
  }

  @Test
  void decaysAsItIsTold() {
    goes(2 - 0.1 * 0.7, p -> new RAdam(p, new RAdam.Options(0.1).withWeightDecay(0.1)));
    goes(
        2 * 0.99 - 0.1 * 0.5,
        p -> new RAdam(p, new RAdam.Options(0.1).withWeightDecay(0.1).withDecoupledWeightDecay()));
    goes(2 * 0.99 - 0.1, p -> new Lion(p, new Lion.Options(0.1).withWeightDecay(0.1)));
  }

  /// With one number the iteration keeps the sign: x ← a·x + b·x³ + c·x⁵, five times from 1.
  @Test
  void muonMakesMatricesOrthogonal() {
    Parameter p = new Parameter(Tensor.of(new double[][] {{2}}));
    Muon.Options options = new Muon.Options(0.1).withWeightDecay(0);
    new Muon(List.of(p), options).step(Gradients.none().with(p, Tensor.of(new double[][] {{0.5}})));
    double x = 1;
    for (int i = 0; i < 5; i++) {
      x = 3.4445 * x - 4.7750 * Math.pow(x, 3) + 2.0315 * Math.pow(x, 5);
    }
    assertThat(p.value().item()).isCloseTo(2 - 0.1 * x, within(1e-12));
  }

  @Test
  void hasPyTorchsDefaults() {
    assertThat(new NAdam.Options())
        .isEqualTo(new NAdam.Options(0.002, 0.9, 0.999, 1e-8, 0, 0.004, false, false));
    assertThat(new RAdam.Options())
        .isEqualTo(new RAdam.Options(0.001, 0.9, 0.999, 1e-8, 0, false, false));
    assertThat(new Adamax.Options())
        .isEqualTo(new Adamax.Options(0.002, 0.9, 0.999, 1e-8, 0, false));
    assertThat(new Adagrad.Options()).isEqualTo(new Adagrad.Options(0.01, 0, 0, 0, 1e-10, false));
    assertThat(new Adadelta.Options()).isEqualTo(new Adadelta.Options(1, 0.9, 1e-6, 0, false));
    assertThat(new RMSprop.Options())
        .isEqualTo(new RMSprop.Options(0.01, 0.99, 1e-8, 0, 0, false, false));
    assertThat(new Rprop.Options()).isEqualTo(new Rprop.Options(0.01, 0.5, 1.2, 1e-6, 50, false));
    assertThat(new ASGD.Options()).isEqualTo(new ASGD.Options(0.01, 1e-4, 0.75, 1e6, 0, false));
    assertThat(new Adafactor.Options())
        .isEqualTo(new Adafactor.Options(0.01, -0.8, OptionalDouble.empty(), 1e-3, 1, 0, false));
    assertThat(new Muon.Options())
        .isEqualTo(
            new Muon.Options(
                0.001,
                0.1,
                0.95,
                true,
                Muon.Coefficients.DEFAULT,
                1e-7,
                5,
                Muon.Adjustment.ORIGINAL));
    assertThat(new LBFGS.Options()).isEqualTo(new LBFGS.Options(1, 20, 25, 1e-7, 1e-9, 100, false));
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new Rprop.Options().withEtas(0.5, 0.9))
        .hasMessage("rprop: factors 0.5 and 0.9 are out of range; use 0 < etaMinus < 1 < etaPlus");
    assertThatThrownBy(() -> new Adafactor.Options().withD(0.5))
        .hasMessage(
            "adafactor: largest rms d 0.5 is out of range; use at least 1.0 and at most Infinity");
    assertThatThrownBy(() -> new Adadelta.Options().withRho(1.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new NAdam.Options(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Muon.Options().withNsSteps(100))
        .hasMessage("muon: 100 iterations are out of range; use fewer than 100");
  }
}
