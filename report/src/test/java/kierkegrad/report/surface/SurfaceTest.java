package kierkegrad.report.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kierkegrad.landscape.LossSurface;
import kierkegrad.landscape.Plane;
import kierkegrad.landscape.PrincipalPlane;
import kierkegrad.report.browser.Browser;
import kierkegrad.report.browser.Screen;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

class SurfaceTest {
  @TempDir private Path folder;

  /// A bowl, infinite in one corner, with a way down into it.
  private static Surface bowl(boolean withWay) {
    Tensor axis = Tensor.linspace(-1, 1, 21);
    double[] at = axis.toDoubleArray();
    double[] loss = new double[21 * 21];
    for (int i = 0; i < loss.length; i++) {
      loss[i] = at[i % 21] * at[i % 21] + 4 * at[i / 21] * at[i / 21];
    }
    loss[loss.length - 1] = Double.POSITIVE_INFINITY;
    LossSurface surface = new LossSurface(axis, axis, Tensor.of(loss, 21, 21), 0);
    PrincipalPlane plane =
        new PrincipalPlane(
            new Plane(List.of(), List.of(), List.of()),
            0.9,
            0.08,
            Tensor.of(new double[] {-0.9, 0.5, -0.4, 0.1, 0, 0}, 3, 2));
    return new Surface(
        "Loss around a minimum",
        "cross-entropy, mean of 150 rows of iris",
        surface,
        withWay ? Optional.of(new Way(plane, Tensor.of(new long[] {0, 8, 16}))) : Optional.empty());
  }

  @Test
  void opensWithoutAFaultOnEveryScreen() throws IOException {
    Path random = folder.resolve("random.html");
    Path way = folder.resolve("way.html");
    bowl(false).write(random);
    bowl(true).write(way);
    try (Browser browser = Browser.start()) {
      for (Screen screen : Screen.ALL) {
        browser.open(random, screen);
        assertThat(browser.faults()).as(screen.toString()).isEmpty();
        browser.open(way, screen);
        assertThat(browser.faults()).as(screen.toString()).isEmpty();
        assertThat(browser.elements(".landscape circle")).hasSize(4);
        browser.shot("surface-" + screen);
      }
    }
  }

  @Test
  void tellsTheLossUnderMouseAndKeys() throws IOException {
    Path file = folder.resolve("bowl.html");
    bowl(false).write(file);
    try (Browser browser = Browser.start()) {
      browser.open(file, new Screen(1280, false));
      browser.run("document.querySelector('.map').focus()");
      browser.press(Keys.ARROW_RIGHT);
      assertThat(browser.element(".readout").getText()).isEqualTo("(0, 0): loss 0");
      browser.press(Keys.ARROW_RIGHT, Keys.ARROW_UP, Keys.ARROW_UP);
      assertThat(browser.element(".readout").getText()).isEqualTo("(0.1, 0.2): loss 0.17");
      browser.hover(".landscape svg");
      assertThat(browser.element(".readout").getText()).matches("\\(.*, .*\\): loss 0\\..*");
      assertThat(browser.faults()).isEmpty();
    }
  }

  @Test
  void aPictureIsWellFormed() throws IOException {
    Path file = folder.resolve("bowl.svg");
    bowl(true).write(file);
    assertThat(Files.readString(file))
        .contains("along component 1 (90 %), in weights", "after step 8", "first weights");
    try (Browser browser = Browser.start()) {
      browser.open(file, new Screen(1280, true));
      assertThat(browser.run("return document.documentElement.tagName")).isEqualTo("svg");
      assertThat(browser.run("return document.querySelectorAll('parsererror').length"))
          .isEqualTo(0L);
      assertThat(browser.run("return document.querySelectorAll('circle').length")).isEqualTo(4L);
      assertThat(browser.log()).isEmpty();
    }
  }
}
