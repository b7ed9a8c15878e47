package kierkegrad.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DescentTest {
  /// w ← w − 0.1·2w by hand: 2, 1.6, 1.28.
  @Test
  void takesTheStepsOfTheParabola() {
    Descent descent = Descent.of(ToyFunction.PARABOLA, List.of(2.0), 0.1, 2);
    assertThat(descent.points().stream().map(p -> p.w().getFirst()))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-15 ? 0 : Double.compare(a, b))
        .containsExactly(2.0, 1.6, 1.28);
    assertThat(descent.points().getFirst())
        .isEqualTo(new Descent.Point(List.of(2.0), 4, List.of(4.0)));
    assertThat(descent.diverged()).isFalse();
  }

  @Test
  void endsWhereItDiverges() {
    Descent descent = Descent.of(ToyFunction.PARABOLA, List.of(1.0), 2, 100);
    assertThat(descent.diverged()).isTrue();
    assertThat(descent.points().getLast().w().getFirst()).isEqualTo(Math.pow(-3, 12));
    assertThat(Descent.of(ToyFunction.PARABOLA, List.of(1.0), Double.MAX_VALUE, 3).points())
        .hasSize(1);
  }

  /// Values and slopes at (1.5, −2), calculated by hand from the formulas.
  @Test
  void valuesAndSlopesAreThoseOfTheFormulas() {
    check(ToyFunction.TWO_MINIMA, List.of(1.5), 1.5625 + 0.45, 7.8);
    check(ToyFunction.SADDLE, List.of(1.5, -2.0), 1.125 + 4 - 2, 1.5, -6);
    check(ToyFunction.ROSENBROCK, List.of(1.5, -2.0), 0.25 + 1806.25, 1 + 2550, -850);
    check(ToyFunction.VALLEY, List.of(1.5, -2.0), 1.125 + 40, 1.5, -40);
  }

  private static void check(ToyFunction f, List<Double> w, double value, double... slopes) {
    Descent.Point point = f.at(w);
    assertThat(point.value()).as(f.toString()).isCloseTo(value, within(1e-12));
    for (int i = 0; i < slopes.length; i++) {
      assertThat(point.gradient().get(i)).as(f.toString()).isCloseTo(slopes[i], within(1e-12));
    }
  }

  /// The start decides which minimum is found.
  @Test
  void findsTheNearestMinimum() {
    assertThat(end(1.6)).isCloseTo(0.96, within(0.01));
    assertThat(end(-1.6)).isCloseTo(-1.035, within(0.01));
  }

  private static double end(double start) {
    return Descent.of(ToyFunction.TWO_MINIMA, List.of(start), 0.02, 200)
        .points()
        .getLast()
        .w()
        .getFirst();
  }

  @ParameterizedTest
  @EnumSource(ToyFunction.class)
  void isFoundByName(ToyFunction function) {
    assertThat(ToyFunction.named(function.toString())).isEqualTo(function);
    assertThat(function.slopes()).hasSize(function.parameters());
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> ToyFunction.named("hill"))
        .hasMessage("'hill' is none of parabola, two-minima, saddle, rosenbrock, valley");
    assertThatThrownBy(() -> Descent.of(ToyFunction.SADDLE, List.of(1.0), 0.1, 1))
        .hasMessage("saddle has 2 parameters, and the start has 1");
  }
}
