package kierkegrad.report.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.settings.Settings;
import kierkegrad.practice.tune.Plan;
import kierkegrad.practice.tune.Search;
import kierkegrad.practice.tune.Space;
import kierkegrad.practice.tune.Tuned;
import kierkegrad.report.browser.Browser;
import kierkegrad.report.browser.Screen;
import kierkegrad.train.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TunePageTest {
  @TempDir private Path folder;

  @Test
  void opensWithoutAFaultOnEveryScreen() throws IOException {
    Plan plan = new Plan(Plan.Method.HALVING, 9, 9, 0);
    Search search =
        new Search(
            Source.of("iris"), Settings.NONE, Space.usual(100), plan, folder.resolve("search"));
    Tuned tuned = search.run(_ -> {}, new StopSignal());
    Path page = folder.resolve("tune.html");
    TunePage.of(tuned, "kierkegrad train iris", new LinkedHashMap<>(Map.of("Java", "25")))
        .write(page);
    try (Browser browser = Browser.start()) {
      for (Screen screen : Screen.ALL) {
        browser.open(page, screen);
        assertThat(browser.faults()).as(screen.toString()).isEmpty();
      }
      assertThat(browser.elements(".panels svg")).hasSize(9);
    }
    assertThat(TunePage.summary(tuned)).startsWith("The best of 9 settings has a validation");
  }
}
