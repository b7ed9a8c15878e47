package kierkegrad.report.saturation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import kierkegrad.report.browser.Browser;
import kierkegrad.report.browser.Screen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SaturationTest {
  @TempDir private Path folder;

  /// At z = ln 3: σ = 3/4.
  @Test
  void closedForms() {
    double z = Math.log(3);
    check(Curve.SIGMOID, z, 0.75, 3 / 16.0);
    check(Curve.SOFTPLUS, z, Math.log(4), 0.75);
    check(Curve.LOG_SOFTMAX, z, Math.log(0.75), 0.25);
    check(Curve.SQUARED_ERROR, z, 1 / 32.0, -3 / 64.0);
    check(Curve.CROSS_ENTROPY, z, -Math.log(0.75), -0.25);
  }

  private static void check(Curve curve, double z, double value, double slope) {
    assertThat(curve.value(z)).isCloseTo(value, within(1e-15));
    assertThat(curve.slope(z)).isCloseTo(slope, within(1e-15));
  }

  @ParameterizedTest
  @EnumSource(Curve.class)
  void whatANetworkComputesIsNearThat(Curve curve) {
    for (double z : new double[] {-9, -2, -0.5, 0, 1, 3}) {
      assertThat(curve.computed(z)).isCloseTo(curve.value(z), within(1e-6));
      assertThat(curve.computedSlope(z)).isCloseTo(curve.slope(z), within(1e-6));
    }
  }

  /// |σ′| < 0.01 where σ < 0.0101, that is |z| > 4.585.
  @Test
  void theShadeIsWhereTheSlopeHasVanished() {
    assertThat(Saturation.vanished(Curve.SIGMOID)).hasSize(2);
    assertThat(Saturation.vanished(Curve.SIGMOID).getFirst())
        .containsExactly(new double[] {-12, -4.6}, within(1e-9));
    assertThat(Saturation.vanished(Curve.CROSS_ENTROPY)).hasSize(1);
    assertThat(Saturation.vanished(Curve.CROSS_ENTROPY).getFirst()[0]).isCloseTo(4.6, within(1e-9));
  }

  /// 1 − σ(z) < 2⁻²⁵ from z = 25·ln 2 = 17.33 on; in between a float32 sigmoid may round either
  /// way.
  @Test
  void theTextSaysWhereFloat32Ends() {
    StringWriter text = new StringWriter();
    Saturation.print(new PrintWriter(text, true));
    assertThat(text.toString()).containsPattern("rounds to 1 from z = 1[67]\\.\\d+ on");
    assertThat(text.toString().lines()).allMatch(line -> line.length() <= 80);
    assertThat(Curve.SIGMOID.computedSlope(20)).isZero();
    assertThat(Curve.CROSS_ENTROPY.computedSlope(-120)).isEqualTo(-1);
  }

  @Test
  void opensWithoutAFaultOnEveryScreen() throws IOException {
    Path page = folder.resolve("saturation.html");
    Path picture = folder.resolve("saturation.svg");
    Saturation.write(page);
    Saturation.write(picture);
    assertThat(Files.readString(picture)).contains("slope of Sigmoid, softmax", "</svg>");
    try (Browser browser = Browser.start()) {
      for (Screen screen : Screen.ALL) {
        browser.open(page, screen);
        assertThat(browser.faults()).as(screen.toString()).isEmpty();
        browser.shot("saturation-" + screen);
      }
    }
  }
}
