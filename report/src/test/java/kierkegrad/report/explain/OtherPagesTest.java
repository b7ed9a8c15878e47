package kierkegrad.report.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import kierkegrad.explain.Explain;
import kierkegrad.explain.Explanation;
import kierkegrad.report.browser.Browser;
import kierkegrad.report.browser.Screen;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// Convolutions, transformers, thousands of nodes and second derivatives need no page of their own.
class OtherPagesTest {
  @TempDir private Path folder;

  private Path written(ExplainPage page) throws IOException {
    Path file = folder.resolve("explain.html");
    page.page().write(file);
    return file;
  }

  private static int steps(Browser browser, String first) {
    String text = browser.element("#progress").getText();
    assertThat(text).contains(first);
    return Integer.parseInt(text.replaceAll(".* of (\\d+) .*", "$1"));
  }

  @Test
  void aConvolutionNetAndATransformer() throws IOException {
    List<Explanation> samples = List.of(Samples.digit(), Samples.transformer());
    try (Browser browser = Browser.start()) {
      for (Explanation e : samples) {
        Path file = written(ExplainPage.of(e));
        assertThat(Files.size(file)).isLessThan(3_000_000);
        for (int width : new int[] {390, 1280}) {
          browser.open(file, new Screen(width, false));
          int forward = steps(browser, "forward 1 of");
          for (int step = 1; step <= 2 * forward; step++) {
            assertThat(browser.faults())
                .as(width + ", " + browser.element("#progress").getText())
                .isEmpty();
            browser.press(Keys.ARROW_RIGHT);
          }
          assertThat(browser.elements(".katex-error")).isEmpty();
        }
      }
    }
  }

  /// y = tanh x at 0.5, and by hand y′ = 1 − y², y″ = −2y(1 − y²).
  @Test
  void theSecondDerivativeIsAThirdGraph() throws IOException {
    Tensor x = Tensor.scalar(0.5).to(DType.F64);
    Path file = written(ExplainPage.derivatives("tanh", Explain.derivatives(Tensor::tanh, x, 2)));
    try (Browser browser = Browser.start()) {
      for (Screen screen : Screen.ALL) {
        browser.open(file, screen);
        assertThat(browser.elements(".pane h2").stream().map(WebElement::getText))
            .containsExactly("y", "dy/dx", "d²y/dx²");
        browser.press(Keys.END);
        assertThat(browser.element(".workings strong").getText()).isEqualTo("−0.7269");
        assertThat(Stream.of(browser.faults()).flatMap(List::stream)).isEmpty();
        browser.shot("derivatives-" + screen);
      }
    }
    double y = Math.tanh(0.5);
    assertThat(-2 * y * (1 - y * y)).isBetween(-0.72695, -0.72685);
  }

  @Test
  void twoThousandNodesAreOpenedLayerByLayer() throws IOException {
    Explanation e = Samples.deep(500);
    assertThat(e.nodes()).hasSizeGreaterThan(2000);
    Path file = written(ExplainPage.of(e));
    assertThat(Files.size(file)).isLessThan(8_000_000);
    try (Browser browser = Browser.start()) {
      browser.open(file, new Screen(1280, false));
      assertThat(browser.elements("#forward-0 .node")).hasSizeLessThan(45);
      browser.click("#forward-0 .node.layer .button");
      assertThat(browser.elements("#forward-0 .crumbs button").stream().map(WebElement::getText))
          .startsWith("whole network")
          .last()
          .isEqualTo("0 · Linear");
      browser.address("#step-1100");
      assertThat(browser.element("#progress").getText()).startsWith("backward");
      assertThat(browser.elements("#gradient-0 .node[data-state='current']")).hasSize(1);
      assertThat(browser.faults()).isEmpty();
      browser.shot("explain-large");
    }
  }
}
