package kierkegrad.report.descent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kierkegrad.landscape.Descent;
import kierkegrad.landscape.ToyFunction;
import kierkegrad.report.page.Html;
import kierkegrad.report.page.Library;
import kierkegrad.report.page.Page;
import kierkegrad.report.page.Part;
import kierkegrad.report.page.Resources;
import kierkegrad.report.page.Tex;

/// The page: the function, a point on it with the tangent and the step, and the numbers. All of
/// them are computed before, by the library's own differentiation.
///
/// @param function the function
/// @param lessons the descents to choose from; the first is shown first
public record DescentPage(ToyFunction function, List<Lesson> lessons) {
  private static final int CUT = 31;
  private static final double BEFORE = -0.5;
  private static final double AFTER = 2;

  /// Keeps an immutable copy.
  public DescentPage {
    lessons = List.copyOf(lessons);
  }

  /// Writes the page.
  public void write(Path file) throws IOException {
    View view = View.of(function);
    for (Lesson lesson : lessons) {
      view = view.with(function, lesson.start());
    }
    String formula = function.formula().replace("{a}", symbol(0)).replace("{b}", symbol(1));
    new Page("Gradient descent")
        .wide()
        .subtitle("on " + function + ": downhill, step by step")
        .add(
            Tex.display(
                "E(%s) = %s".formatted(function.parameters() == 1 ? "w" : "w_1, w_2", formula),
                "E = " + formula))
        .add(Part.html(body(view)))
        .use(Library.KATEX)
        .data("descent", data(view))
        .style(Resources.text(DescentPage.class, "descent.css"))
        .script(Resources.text(DescentPage.class, "descent.js"))
        .write(file);
  }

  private String symbol(int parameter) {
    return function.parameters() == 1 ? "w" : parameter == 0 ? "{w_1}" : "{w_2}";
  }

  private String body(View view) {
    StringBuilder choices = new StringBuilder();
    for (Lesson lesson : lessons) {
      choices.append(
          "<button type=\"button\" aria-pressed=\"false\">%s</button>\n"
              .formatted(Html.text(lesson.title())));
    }
    String cut =
        function.parameters() == 1
            ? ""
            : """
            <figure class="cut"><figcaption>A cut along the step: the value, the tangent, and where the step ends</figcaption>
            <svg viewBox="0 0 480 170" role="img"><title>The value along the step, with its tangent</title></svg></figure>
            """;
    return """
    <div class="choices" role="group" aria-label="Examples">
    %s</div>
    <p class="lesson" role="status"></p>
    <div class="stage">
    <div class="pictures">
    %s
    <div class="legend" aria-hidden="true"><span class="l-now">now</span><span class="l-next">next</span><span class="l-tangent">tangent</span><span class="l-step">step −η·∇E</span></div>
    %s</div>
    <div class="controls">
    <div class="steps" role="group" aria-label="Steps">
    <button type="button" class="back" aria-label="one step back">◀</button>
    <button type="button" class="on" aria-label="one step on">▶</button>
    <button type="button" class="play" aria-label="play">Play</button>
    <output class="count"></output>
    </div>
    <input class="slider" type="range" min="0" value="0" aria-label="step">
    <p class="keys"><kbd>←</kbd> <kbd>→</kbd> step, <kbd>Home</kbd> start, <kbd>P</kbd> play</p>
    </div>
    <div class="numbers" aria-live="polite"></div>
    </div>
    <details><summary>All steps as a table</summary><div class="scroll" role="region" tabindex="0" aria-label="All steps"><table class="all"></table></div></details>
    """
        .formatted(choices, new DescentPicture(function, view).svg(), cut);
  }

  private Map<String, Object> data(View view) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("parameters", function.parameters());
    data.put("formula", function.formula());
    data.put("slopes", function.slopes());
    data.put("view", List.of(view.left(), view.right(), view.low(), view.high()));
    data.put(
        "frame",
        List.of(
            DescentPicture.LEFT, DescentPicture.RIGHT, DescentPicture.BOTTOM, DescentPicture.TOP));
    List<Map<String, Object>> descents = new ArrayList<>();
    for (Lesson lesson : lessons) {
      Descent descent = lesson.descent(function);
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("title", lesson.title());
      one.put("lesson", lesson.lesson());
      one.put("lr", lesson.lr());
      one.put("diverged", descent.diverged());
      one.put("points", descent.points().stream().map(point -> point(point, lesson.lr())).toList());
      descents.add(one);
    }
    data.put("descents", descents);
    return data;
  }

  private Map<String, Object> point(Descent.Point point, double lr) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("w", point.w());
    data.put("value", point.value());
    data.put("gradient", point.gradient());
    if (function.parameters() == 2) {
      data.put("cut", cut(point, lr));
    }
    return data;
  }

  /// The values at `w − t·η·∇E` for t from −0.5 to 2.
  private List<Double> cut(Descent.Point point, double lr) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < CUT; i++) {
      double t = BEFORE + (AFTER - BEFORE) * i / (CUT - 1);
      List<Double> w = new ArrayList<>();
      for (int j = 0; j < point.w().size(); j++) {
        w.add(point.w().get(j) - t * lr * point.gradient().get(j));
      }
      values.add(function.at(w).value());
    }
    return values;
  }
}
