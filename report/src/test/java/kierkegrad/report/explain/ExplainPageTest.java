package kierkegrad.report.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import kierkegrad.optim.SGD;
import kierkegrad.report.browser.Browser;
import kierkegrad.report.browser.Screen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/// The page in a browser: it steps by click and by key, tells how every entry came about, and has
/// no fault on any screen.
class ExplainPageTest {
  private static final Screen LAPTOP = new Screen(1280, false);

  @TempDir private Path folder;

  private Path written(ExplainPage page) throws IOException {
    Path file = folder.resolve("explain.html");
    page.page().write(file);
    return file;
  }

  private static ExplainPage iris() {
    return Samples.iris(parameters -> new SGD(parameters, 0.05), 1);
  }

  private static String progress(Browser browser) {
    return browser.element("#progress").getText();
  }

  @Test
  void everyStepIsFreeOfFaultsOnEveryScreen() throws IOException {
    Path file = written(iris());
    try (Browser browser = Browser.start()) {
      for (Screen screen : Screen.ALL) {
        browser.open(file, screen);
        for (int step = 1; step <= 23; step++) {
          assertThat(browser.faults()).as(screen + ", " + progress(browser)).isEmpty();
          if (List.of(2, 12, 15, 18).contains(step)) {
            browser.shot("explain-" + step + "-" + screen);
          }
          browser.press(Keys.ARROW_RIGHT);
        }
        assertThat(progress(browser)).isEqualTo("update 6 of 6 · 4.bias");
        assertThat(browser.elements(".katex-error")).isEmpty();
      }
    }
  }

  @Test
  void stepsByClickAndByKeyAndByAddress() throws IOException {
    Path file = written(iris());
    try (Browser browser = Browser.start()) {
      browser.open(file, LAPTOP);
      assertThat(progress(browser)).isEqualTo("forward 1 of 9 · input");
      browser.click("#next");
      assertThat(progress(browser)).isEqualTo("forward 2 of 9 · linear 0");
      browser.press(Keys.ARROW_RIGHT);
      assertThat(progress(browser)).isEqualTo("forward 3 of 9 · sigmoid 1");
      assertThat(browser.run("return location.hash")).isEqualTo("#step-3");
      browser.click("#back");
      assertThat(progress(browser)).isEqualTo("forward 2 of 9 · linear 0");
      browser.press(Keys.END);
      assertThat(progress(browser)).isEqualTo("update 6 of 6 · 4.bias");
      browser.press(Keys.HOME);
      assertThat(progress(browser)).isEqualTo("forward 1 of 9 · input");
      browser.click("#gradient-0 [data-node='6'] .button");
      assertThat(progress(browser)).startsWith("backward");
      browser.address("#step-18");
      assertThat(progress(browser)).isEqualTo("update 1 of 6 · 0.weight");
      assertThat(browser.log()).isEmpty();
    }
  }

  @Test
  void anEntryTellsHowItCameAbout() throws IOException {
    Path file = written(iris());
    try (Browser browser = Browser.start()) {
      browser.open(file, LAPTOP);
      browser.click("#next");
      browser.hover("[data-key='v'] [data-entry='2']");
      assertThat(browser.element(".workings").getText()).startsWith("Y[0,2] = Σₖ X[0,k]·W[2,k]");
      assertThat(browser.elements("[data-key='o1'] .read")).hasSize(4);
      assertThat(browser.element("[data-key='o1'] .read").getAttribute("data-entry"))
          .isEqualTo("8");
      browser.click("[data-key='v'] [data-entry='0']");
      browser.press(Keys.ARROW_RIGHT);
      assertThat(browser.element(".workings").getText()).startsWith("Y[0,1]");
      assertThat(progress(browser)).as("stays").isEqualTo("forward 2 of 9 · linear 0");
      browser.press(Keys.ESCAPE);
      browser.press(Keys.ARROW_RIGHT);
      assertThat(progress(browser)).isEqualTo("forward 3 of 9 · sigmoid 1");
    }
  }

  @Test
  void theJacobianOpensAndDigitsAreSwitched() throws IOException {
    Path file = written(iris());
    try (Browser browser = Browser.start()) {
      browser.open(file, LAPTOP);
      browser.address("#step-14");
      assertThat(progress(browser)).isEqualTo("backward 5 of 8 · sigmoid 3");
      browser.click(".jacobian summary");
      // The browser tells of the opening later, and only then is the table made.
      assertThat(browser.element(".jacobian td[data-entry]").isDisplayed()).isTrue();
      assertThat(browser.elements(".jacobian td[data-entry]")).hasSize(3 + 9 + 3);
      assertThat(browser.element(".jacobian .note").getText())
          .isEqualTo("Rows: outputs (3 y). Columns: inputs (3 x (linear 2)).");
      assertThat(browser.faults()).isEmpty();
      browser.shot("explain-jacobian");
      String before = browser.element(".fact strong").getText();
      browser.click("#digits");
      assertThat(browser.element(".fact strong").getText())
          .startsWith(before.substring(0, 5))
          .hasSizeGreaterThan(12);
      assertThat(browser.faults()).isEmpty();
    }
  }

  @Test
  void speaksFourLanguages() throws IOException {
    try (Browser browser = Browser.start()) {
      for (Language language : Language.values()) {
        Path file = written(iris().language(language));
        for (int width : new int[] {390, 1280}) {
          browser.open(file, new Screen(width, false));
          assertThat(browser.run("return document.documentElement.lang")).isEqualTo(language.tag());
          for (int step : new int[] {1, 2, 12, 18}) {
            browser.address("#step-" + step);
            assertThat(browser.faults()).as(language + ", step " + step).isEmpty();
          }
          browser.shot("explain-" + language.tag() + "-" + width);
        }
      }
    }
  }

  @Test
  void aDiamondAndALoopNeedNothingSpecial() throws IOException {
    try (Browser browser = Browser.start()) {
      browser.open(written(ExplainPage.of(Samples.diamond())), LAPTOP);
      browser.address("#step-13");
      assertThat(browser.element("#detail h2").getText()).isEqualTo("mul, used several times");
      assertThat(browser.elements("[data-key^='g']")).hasSize(2);
      assertThat(browser.faults()).isEmpty();
      browser.shot("explain-diamond");
      for (double start : new double[] {1.5, 9}) {
        browser.open(written(ExplainPage.of(Samples.loop(start))), LAPTOP);
        browser.press(Keys.END);
        assertThat(browser.faults()).isEmpty();
        browser.shot("explain-loop-" + start);
      }
    }
  }
}
