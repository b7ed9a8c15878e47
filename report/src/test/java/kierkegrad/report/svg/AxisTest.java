package kierkegrad.report.svg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void ticksAreRoundNumbers() {
    assertThat(new Axis(-1, 1, 0, 10).ticks(5)).containsExactly(-1.0, -0.5, 0.0, 0.5, 1.0);
    assertThat(new Axis(0.13, 0.47, 0, 10).ticks(4)).containsExactly(0.2, 0.3, 0.4);
    assertThat(new Axis(-7, 23, 0, 10).ticks(3)).containsExactly(0.0, 10.0, 20.0);
    assertThat(new Axis(-2, 2, 100, 0).at(1)).isEqualTo(25);
  }

  @Test
  void numbersAreShort() {
    assertThat(Svg.number(0.123456, 3)).isEqualTo("0.123");
    assertThat(Svg.number(-1200, 3)).isEqualTo("−1200");
    assertThat(Svg.number(2.061e-9, 4)).isEqualTo("2.061e−9");
    assertThat(Svg.number(3e10, 3)).isEqualTo("3e10");
    assertThat(Svg.number(Double.NEGATIVE_INFINITY, 3)).isEqualTo("−∞");
    assertThat(Svg.number(Double.NaN, 3)).isEqualTo("NaN");
    assertThat(Svg.at(-0.001)).isEqualTo("0");
    assertThat(Svg.at(120)).isEqualTo("120");
    assertThat(Svg.file("<svg viewBox=\"0 0 1 1\"></svg>"))
        .contains("xmlns=\"http://www.w3.org/2000/svg\"", "prefers-color-scheme");
  }
}
