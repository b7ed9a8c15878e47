package kierkegrad.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import kierkegrad.op.Op;
import kierkegrad.report.browser.Browser;
import kierkegrad.report.browser.Screen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslationTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      textBlock =
          """
          dC/dA = dC/dY · Bᵀ → \\frac{\\partial C}{\\partial A}=\\frac{\\partial C}{\\partial Y}\\cdot B^{\\top}
          y = 1/(1 + e⁻ˣ) → y=\\frac{1}{1+e^{-x}}
          dC/dx = dC/dy · (−a/b²) → \\frac{\\partial C}{\\partial x}=\\frac{\\partial C}{\\partial y}\\cdot \\left(-\\frac{a}{b^{2}}\\right)
          y = eˣ / Σ eˣ → y=\\frac{e^{x}}{\\sum e^{x}}
          2/√π · e^(−x²) → \\frac{2}{\\sqrt{\\pi }}\\cdot e^{-x^{2}}
          softmax(Qₕ·Kₕᵀ/√d) → \\operatorname{softmax}\\left(\\frac{Q_{h}\\cdot K_{h}^{\\top}}{\\sqrt{d}}\\right)
          y = a if condition else b → y=a\\text{ if condition else }b
          tanh² u · ½u′ → \\tanh^{2} u\\cdot \\tfrac{1}{2}u'
          dC/dA[index[i]] = Σ dC/dY[i] → \\frac{\\partial C}{\\partial A[\\text{index}[i]]}=\\sum \\frac{\\partial C}{\\partial Y[i]}
          y = 1.0E-5 → y=1.0 \\cdot 10^{-5}
          aᵇ⁻¹ → a^{b-1}
          y = P·X̂, P = mean A → y=P\\cdot \\hat{X},\\quad P=\\operatorname{mean}A
          Σ X / count per window → \\sum X\\ /\\text{ count per window}
          (x → (x
          ] + { → ]+\\{
          """)
  void formulasBecomeTex(String formula, String tex) {
    assertThat(Tex.translate(formula)).isEqualTo(tex);
  }

  @Test
  void everyKindOfOpIsAmongThoseTested() {
    Set<Object> kinds =
        OpFormulas.ops().stream()
            .map(
                op -> op instanceof Enum<?> constant ? constant.getDeclaringClass() : op.getClass())
            .collect(Collectors.toSet());
    assertThat(kinds).containsAll(OpFormulas.kinds(Op.class).toList());
  }

  @Test
  void everyFormulaOfAnOpIsSetByKatex() throws IOException {
    Path file = folder.resolve("formulas.html");
    Page page = new Page("The formulas of all ops");
    OpFormulas.all()
        .forEach(formula ->
            page.add(Part.html("<p>" + Html.text(formula) + "</p>")).add(Tex.line(formula)));
    page.add(Tex.line("any { \\text } $ % # & _ ^ ~ ü 漢 ) ( of a user’s ẍ\u0308"));
    page.write(file);
    try (Browser browser = Browser.start()) {
      for (int width : new int[] {390, 1280}) {
        Screen screen = new Screen(width, false);
        browser.open(file, screen);
        assertThat(browser.faults()).isEmpty();
        assertThat(browser.elements(".katex")).hasSize(OpFormulas.all().size() + 1);
        browser.shot("formulas-" + screen);
      }
    }
  }
}
