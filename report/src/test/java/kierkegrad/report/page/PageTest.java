package kierkegrad.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kierkegrad.report.browser.Browser;
import kierkegrad.report.browser.Screen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
  private static final String NASTY = "</script><script>alert(1)</script><!-- & \" '";

  @TempDir private Path folder;

  private static Page sample() {
    LinkedHashMap<String, String> facts = new LinkedHashMap<>();
    facts.put("network", "4-16-3 relu");
    facts.put("parameters", "131");
    facts.put("accuracy", "0.9667");
    Map<String, Object> option =
        Map.of(
            "tooltip", Map.of("trigger", "axis"),
            "grid", Map.of("left", 48, "right", 16, "top", 40, "bottom", 32),
            "legend", Map.of(),
            "xAxis", Map.of("type", "category", "data", List.of("1", "2", "3", "4")),
            "yAxis", Map.of("type", "value"),
            "series",
                List.of(
                    Map.of("name", "training", "type", "line", "data", List.of(1.1, 0.7, 0.4, 0.3)),
                    Map.of("name", "test", "type", "line", "data", List.of(1.2, 0.8, 0.5, 0.45))));
    Table table =
        new Table(
            "Loss by epoch, as a table",
            List.of("epoch", "training", "test", "note"),
            List.of(List.of("1", "1.1", "1.2", "warm-up"), List.of("2", "0.7", "0.8", "")));
    return new Page("Training of iris")
        .subtitle("100 epochs in 0.7 s, seed 0")
        .add(new Facts(facts))
        .add(new Section("loss", "Loss", new Chart("c", "Loss by epoch", option, 320, table)))
        .add(
            new Section(
                "rule",
                "Rule",
                Part.paragraph("A linear layer sends on " + NASTY),
                Tex.display(
                    "\\frac{\\partial C}{\\partial W} = \\sum_i \\frac{\\partial C}{\\partial y_i}\\, x_i^{\\top}",
                    "dC/dW = Σ dC/dyᵢ · xᵢᵀ"),
                Part.html("<p>and "),
                Tex.inline("\\sqrt{1 + e^{-x}}", "√(1 + e⁻ˣ)"),
                Part.html(" is a number. <button>Next</button></p>"),
                table))
        .data("sample", Map.of("text", NASTY, "pi", Math.PI))
        .script("document.body.dataset.pi = kierkegrad.data('sample').pi;")
        .script("document.body.dataset.text = kierkegrad.data('sample').text;");
  }

  @Test
  void opensWithoutAFaultOnEveryScreen() throws IOException {
    Path file = folder.resolve("page.html");
    sample().write(file);
    try (Browser browser = Browser.start()) {
      for (Screen screen : Screen.ALL) {
        browser.open(file, screen);
        assertThat(browser.faults()).as(screen.toString()).isEmpty();
        assertThat(browser.elements(".katex")).hasSize(2);
        assertThat(browser.elements(".plot svg")).hasSize(1);
        browser.shot("page-" + screen);
      }
    }
  }

  @Test
  void dataArriveAsTheyWere() throws IOException {
    Path file = folder.resolve("page.html");
    sample().write(file);
    try (Browser browser = Browser.start()) {
      browser.open(file, new Screen(1280, false));
      assertThat(browser.run("return document.body.dataset.pi")).isEqualTo("3.141592653589793");
      assertThat(browser.run("return document.body.dataset.text")).isEqualTo(NASTY);
      assertThat(browser.element("#rule p").getText())
          .isEqualTo("A linear layer sends on " + NASTY);
    }
  }

  @Test
  void faultsAreFound() throws IOException {
    Path file = folder.resolve("page.html");
    new Page("Faulty")
        .add(
            Part.html(
                """
                <p style="position:absolute;top:200px">one text here</p>
                <p style="position:absolute;top:205px">another there</p>
                <div style="width:3000px">wide</div>
                <img src="https://kierkegrad.invalid/a.png" alt="">
                """))
        .script("console.error('broken');")
        .write(file);
    try (Browser browser = Browser.start()) {
      browser.open(file, new Screen(1280, false));
      assertThat(browser.faults())
          .anyMatch(fault -> fault.startsWith("overlap: \"one text here\" and \"another there\""))
          .anyMatch(fault -> fault.startsWith("overflow: the page is 3"))
          .anyMatch(fault -> fault.contains("broken"))
          .anyMatch(fault -> fault.contains("kierkegrad.invalid"));
    }
  }

  @Test
  void librariesComeOnlyWhereTheyAreUsed() {
    String plain = new Page("Plain").html();
    assertThat(plain).doesNotContain("katex.render=").hasSizeLessThan(20_000);
    String formula = new Page("Formula").add(Tex.inline("x", "x")).html();
    assertThat(formula)
        .contains("KaTeX_Main", "MIT License")
        .doesNotContain("fonts/KaTeX", "ECharts,");
    assertThat(new Page("Chart").use(Library.ECHARTS).html()).contains("Apache ECharts, ©");
  }

  @Test
  void codeThatWouldEndItsElementIsRefused() {
    assertThatThrownBy(() -> new Page("p").script("let s = '</script>';"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("</script");
    assertThatThrownBy(() -> Resources.text(Page.class, "none.css"))
        .hasMessageContaining("none.css: no such file");
  }
}
