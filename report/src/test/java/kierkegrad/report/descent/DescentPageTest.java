package kierkegrad.report.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kierkegrad.landscape.ToyFunction;
import kierkegrad.report.browser.Browser;
import kierkegrad.report.browser.Screen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DescentPageTest {
  @TempDir private Path folder;

  private Path page(ToyFunction function) throws IOException {
    Path file = folder.resolve(function + ".html");
    new DescentPage(function, Lesson.of(function)).write(file);
    return file;
  }

  @ParameterizedTest
  @EnumSource(ToyFunction.class)
  void opensAndStepsWithoutAFault(ToyFunction function) throws IOException {
    Path file = page(function);
    try (Browser browser = Browser.start()) {
      for (Screen screen : Screen.ALL) {
        browser.open(file, screen);
        assertThat(browser.faults()).as(screen.toString()).isEmpty();
        browser.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        browser.shot("descent-" + function + "-" + screen);
        for (int i = 0; i < Lesson.of(function).size(); i++) {
          browser.click(".choices button:nth-child(" + (i + 1) + ")");
          browser.press(Keys.END);
          assertThat(browser.faults()).as(screen.toString()).isEmpty();
        }
      }
    }
  }

  @Test
  void goesByClickAndByKey() throws IOException {
    try (Browser browser = Browser.start()) {
      browser.open(page(ToyFunction.PARABOLA), new Screen(1280, false));
      assertThat(count(browser)).isEqualTo("step 0 of 25, η = 0.1");
      assertThat(browser.element(".back").isEnabled()).isFalse();
      browser.click(".on");
      browser.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_LEFT);
      assertThat(count(browser)).startsWith("step 2 of 25");
      browser.press(Keys.END);
      assertThat(browser.element(".on").isEnabled()).isFalse();
      assertThat(browser.element(".note").getText()).isEqualTo("The last step.");
      browser.press(Keys.HOME);
      assertThat(browser.run("return document.querySelector('.numbers annotation').textContent"))
          .asString()
          .contains("{w}^2", "{2}^2", "= 4");
      browser.click(".choices button:nth-child(5)");
      assertThat(browser.element(".lesson").getText()).contains("−1.2");
      assertThat(count(browser)).isEqualTo("step 0 of 15, η = 1.1");
      browser.press("p");
      assertThat(browser.element(".play").getText()).isEqualTo("Pause");
      browser.press("p");
      assertThat(browser.element(".play").getText()).isEqualTo("Play");
    }
  }

  private static String count(Browser browser) {
    return browser.element(".count").getText();
  }

  /// Every parameter in the page follows from the numbers before it.
  @ParameterizedTest
  @EnumSource(ToyFunction.class)
  void everyStepFollowsFromTheOneBefore(ToyFunction function) throws IOException {
    String html = Files.readString(page(function));
    String start = "<script type=\"application/json\" id=\"descent\">";
    int from = html.indexOf(start) + start.length();
    JsonNode data =
        JsonMapper.shared().readTree(html.substring(from, html.indexOf("</script>", from)));
    assertThat(data.get("descents").size()).isEqualTo(Lesson.of(function).size());
    for (JsonNode descent : data.get("descents")) {
      double lr = descent.get("lr").asDouble();
      JsonNode points = descent.get("points");
      for (int i = 0; i + 1 < points.size(); i++) {
        for (int j = 0; j < function.parameters(); j++) {
          double w = points.get(i).get("w").get(j).asDouble();
          double g = points.get(i).get("gradient").get(j).asDouble();
          double next = points.get(i + 1).get("w").get(j).asDouble();
          assertThat(next).isCloseTo(w - lr * g, within(1e-12 * Math.max(1, Math.abs(next))));
        }
      }
    }
  }
}
