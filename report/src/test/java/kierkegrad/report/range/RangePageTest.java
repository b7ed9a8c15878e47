package kierkegrad.report.range;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.range.LearningRateFinder;
import kierkegrad.practice.range.RangeTest;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.settings.Settings;
import kierkegrad.report.browser.Browser;
import kierkegrad.report.browser.Screen;
import kierkegrad.train.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangePageTest {
  @TempDir private Path folder;

  @Test
  void opensWithoutAFaultOnEveryScreen() throws IOException {
    Run run = Run.of(Source.of("iris"), Settings.NONE);
    RangeTest test = new LearningRateFinder().run(run, new StopSignal());
    Path page = folder.resolve("range.html");
    RangePage.of("iris", test, run.settings(), new LinkedHashMap<>(Map.of("Java", "25")))
        .write(page);
    try (Browser browser = Browser.start()) {
      for (Screen screen : Screen.ALL) {
        browser.open(page, screen);
        assertThat(browser.faults()).as(screen.toString()).isEmpty();
      }
    }
    assertThat(new RangePicture("<iris>", test).file())
        .startsWith("<?xml")
        .contains("suggested", "&lt;iris&gt;");
  }
}
