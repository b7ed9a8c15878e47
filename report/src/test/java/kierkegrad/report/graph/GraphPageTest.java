package kierkegrad.report.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kierkegrad.explain.LayerGraph;
import kierkegrad.explain.Summary;
import kierkegrad.graph.Graph;
import kierkegrad.loss.MSELoss;
import kierkegrad.nn.Layer;
import kierkegrad.report.browser.Browser;
import kierkegrad.report.browser.Screen;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

class GraphPageTest {
  @TempDir private Path folder;

  private Path page(Layer model, boolean gradient, int... input) throws IOException {
    Tensor x = Graph.input(input);
    LayerGraph forward = LayerGraph.forward(model, x);
    Shape target = forward.graph().outputs().getFirst().shape();
    Optional<LayerGraph> backward =
        gradient
            ? Optional.of(
                LayerGraph.gradient(model, new MSELoss(), x, Graph.input(target.toArray())))
            : Optional.empty();
    Path file = folder.resolve("graph.html");
    Summary summary = Summary.of(model, Shape.of(input));
    ModelPage.of("Graph of a model", forward, backward, summary).write(file);
    return file;
  }

  @Test
  void aSmallModelIsSeenWhole() throws IOException {
    Path file = page(new Models.Mlp(4, 16, 3), true, 1, 4);
    try (Browser browser = Browser.start()) {
      for (Screen screen : Screen.ALL) {
        browser.open(file, screen);
        assertThat(browser.faults()).as(screen.toString()).isEmpty();
        assertThat(texts(browser, "#forward .heading"))
            .contains("input", "linear", "gelu", "output", "weight", "bias");
        assertThat(browser.elements("#forward .group")).isEmpty();
        browser.shot("graph-mlp-" + screen);
      }
    }
  }

  @Test
  void layersOpenByClickAndByKey() throws IOException {
    Path file = page(new Models.Transformer(12), true, 1, 5, 4);
    try (Browser browser = Browser.start()) {
      for (Screen screen : Screen.ALL) {
        browser.open(file, screen);
        assertThat(browser.faults()).as(screen.toString()).isEmpty();
        browser.shot("graph-transformer-" + screen);
        awaitShown(browser, "forward", "gradient");

        browser.click("#forward a[href='#forward/blocks.3'] .heading");
        awaitShown(browser, "forward/blocks.3", "gradient");
        assertThat(texts(browser, ".view:not([hidden]) .heading")).contains("self_attention");
        assertThat(browser.faults()).as(screen + " in a block").isEmpty();
        browser.shot("graph-block-" + screen);

        browser.press(Keys.ESCAPE);
        awaitShown(browser, "forward", "gradient");

        focus(browser, "#gradient a[href='#gradient/∇blocks.3']");
        browser.press(Keys.ENTER);
        awaitShown(browser, "forward", "gradient/∇blocks.3");
        assertThat(browser.faults()).as(screen + " in a gradient").isEmpty();
        browser.shot("graph-gradient-block-" + screen);

        browser.back();
        awaitShown(browser, "forward", "gradient");
        browser.click("#gradient a[href='#gradient/blocks.3'] .heading");
        browser.click(".view:not([hidden]) .crumbs a");
        awaitShown(browser, "forward", "gradient");
      }
    }
  }

  @Test
  void twoThousandNodesOpenCollapsed() throws IOException {
    Path file = page(new Models.Loop(1000), false, 3);
    try (Browser browser = Browser.start()) {
      Screen screen = new Screen(1280, false);
      browser.open(file, screen);
      assertThat(browser.faults()).isEmpty();
      assertThat(browser.elements("#forward .box").size()).isBetween(3, Levels.LIMIT + 10);
      browser.shot("graph-loop-" + screen);
    }
  }

  private static void focus(Browser browser, String selector) {
    browser.run("document.querySelector(arguments[0]).focus()", selector);
  }

  /// The address changes a moment after the key or the click.
  private static void awaitShown(Browser browser, String... views) {
    for (int i = 0; i < 100 && !shown(browser).equals(List.of(views)); i++) {
      browser.run("return document.body.offsetWidth");
    }
    assertThat(shown(browser)).containsExactly(views);
  }

  private static List<String> shown(Browser browser) {
    return browser.elements(".view:not([hidden])").stream()
        .map(view -> String.valueOf(view.getAttribute("id")))
        .toList();
  }

  private static List<String> texts(Browser browser, String selector) {
    return browser.elements(selector).stream().map(WebElement::getText).toList();
  }
}
