package kierkegrad.report.importance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kierkegrad.practice.importance.HeatMap;
import kierkegrad.practice.importance.Importance;
import kierkegrad.practice.importance.Score;
import kierkegrad.report.browser.Browser;
import kierkegrad.report.browser.Screen;
import kierkegrad.report.page.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportancePageTest {
  @TempDir private Path folder;

  private static Page table() {
    List<Importance.Column> columns =
        IntStream.range(0, 40)
            .mapToObj(i ->
                new Importance.Column(
                    i == 1 ? "a column with a name that is rather long <b>" : "column " + i,
                    List.of(0.5 / (i + 1), 0.4 / (i + 1), i == 39 ? -0.2 : 0),
                    Math.sin(i) + 1))
            .toList();
    return ImportancePage.of(
        "Importance: rows",
        new Importance(
            Score.LOG_LOSS, 0.25, 1234, new Importance.Options(3, 0, Optional.empty()), columns));
  }

  private static Page images() {
    double[] values = IntStream.range(0, 12).mapToDouble(i -> i * i).toArray();
    return ImportancePage.of("Importance: pictures", new HeatMap(3, 4, values, 10));
  }

  @Test
  void opensWithoutAFault() throws IOException {
    Path table = folder.resolve("table.html");
    Path images = folder.resolve("images.html");
    table().write(table);
    images().write(images);
    try (Browser browser = Browser.start()) {
      for (Screen screen : Screen.ALL) {
        browser.open(table, screen);
        assertThat(browser.faults()).as(screen.toString()).isEmpty();
        browser.open(images, screen);
        assertThat(browser.faults()).as(screen.toString()).isEmpty();
      }
    }
  }

  @Test
  void saysTheNumbers() {
    String html = table().html();
    assertThat(html)
        .contains("1,234", "0.2500", "How much worse the log-loss becomes, by column")
        .contains("rather long &lt;b&gt;")
        // Column 0: the mean of 0.5, 0.4 and 0, and √((0.2² + 0.1² + 0.3²) / 3).
        .contains(">0.3000</td><td class=\"number\">0.2160</td>");
    assertThat(html.split("<th scope=\"row\"")).hasSize(81);
    assertThat(images().html()).contains("3 × 4", "width=\"336\" height=\"252\"");
  }
}
