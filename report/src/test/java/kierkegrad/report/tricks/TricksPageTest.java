package kierkegrad.report.tricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.practice.tricks.Experiment;
import kierkegrad.practice.tricks.Findings;
import kierkegrad.report.browser.Browser;
import kierkegrad.report.browser.Screen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TricksPageTest {
  @TempDir private Path folder;

  private static Findings iris(int seeds) {
    return Experiment.of(Source.of("iris"), Settings.NONE.with(Setting.EPOCHS, 3))
        .withSeeds(seeds)
        .run();
  }

  @Test
  void opensWithoutAFaultOnEveryScreen() throws IOException {
    Path several = folder.resolve("several.html");
    Path one = folder.resolve("one.html");
    TricksPage.of(iris(2), new LinkedHashMap<>(Map.of("Java", "25"))).write(several);
    TricksPage.of(iris(1), new LinkedHashMap<>()).write(one);
    try (Browser browser = Browser.start()) {
      for (Screen screen : Screen.ALL) {
        for (Path page : List.of(several, one)) {
          browser.open(page, screen);
          assertThat(browser.faults()).as(page.getFileName() + " " + screen).isEmpty();
        }
      }
      assertThat(browser.elements(".panels svg")).hasSize(14);
    }
  }

  @Test
  void thePictureStandsAlone() {
    String svg = TricksPage.picture(iris(1));

    assertThat(svg).startsWith("<?xml").contains("no dropout", "minibatch → full batch");
  }

  @Test
  void noErrorIsDrawnAsHalfARow() {
    assertThat(Scale.error(1, 0.02)).isEqualTo(0.01);
    assertThat(Scale.error(0.75, 0.02)).isEqualTo(0.25);
    assertThat(Scale.error(-300, 0)).isEqualTo(10);
    assertThat(Scale.error(Double.NaN, 0)).isEqualTo(10);
    Scale scale = new Scale(0.008, 0.6, true);
    assertThat(scale.ticks()).hasSize(6);
    assertThat(scale.ticks().getFirst()).isCloseTo(0.01, within(1e-12));
    assertThat(scale.label(0.02)).isEqualTo("2 %");
  }
}
