package kierkegrad.report.surface;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import kierkegrad.landscape.LossSurface;
import kierkegrad.report.page.Chart;
import kierkegrad.report.page.Facts;
import kierkegrad.report.page.Page;
import kierkegrad.report.page.Part;
import kierkegrad.report.page.Resources;
import kierkegrad.report.page.Section;
import kierkegrad.report.page.Table;
import kierkegrad.report.page.Tex;
import kierkegrad.report.svg.Svg;

/// A loss surface as a page or a picture.
///
/// @param title such as `The loss of iris-1`
/// @param measure what is drawn, such as `cross-entropy, mean of 150 rows`
/// @param surface the losses
/// @param way the way of the training, if the plane is the principal one
public record Surface(String title, String measure, LossSurface surface, Optional<Way> way) {
  /// Writes a page, or a picture if the file's name ends in `.svg`.
  public void write(Path file) throws IOException {
    if (file.toString().endsWith(".svg")) {
      Files.writeString(file, Svg.file(new SurfacePicture(this).svg()));
    } else {
      page().write(file);
    }
  }

  String across() {
    return way.map(w -> "along component 1 (" + percent(w.plane().first()) + "), in weights")
        .orElse("α, in lengths of the weights");
  }

  String up() {
    return way.map(w -> "along component 2 (" + percent(w.plane().second()) + ")")
        .orElse("β, in lengths of the weights");
  }

  private static String percent(double share) {
    return Svg.number(100 * share, 3) + " %";
  }

  private Page page() {
    String picture =
        """
        <figure class="landscape">
        <div class="map" tabindex="0" role="group" aria-label="The picture. The arrow keys move over it.">
        %s
        </div>
        <p class="readout" role="status">&nbsp;</p>
        </figure>
        """
            .formatted(new SurfacePicture(this).svg());
    return new Page(title)
        .subtitle(
            way.isPresent()
                ? "on the plane that the training's way stays nearest to"
                : "on a plane of two random directions through the trained weights")
        .add(facts())
        .add(Part.html(picture))
        .add(profile())
        .add(explanation())
        .style(Resources.text(Surface.class, "surface.css"))
        .script(Resources.text(Surface.class, "surface.js"))
        .data("surface", data());
  }

  private Facts facts() {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("loss at the trained weights", Svg.number(surface.center(), 4));
    facts.put("lowest on the grid", Svg.number(surface.loss().min().item(), 4));
    facts.put("grid", surface.alpha().elements() + " × " + surface.beta().elements());
    way.ifPresent(w -> {
      facts.put("snapshots", Integer.toString(w.size()));
      facts.put("of the way on this plane", percent(w.plane().first() + w.plane().second()));
    });
    return new Facts(facts);
  }

  private Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("alpha", surface.alpha().toDoubleArray());
    data.put("beta", surface.beta().toDoubleArray());
    data.put("loss", rows());
    data.put("center", surface.center());
    data.put(
        "frame",
        Map.of(
            "left", SurfacePicture.LEFT,
            "right", SurfacePicture.RIGHT,
            "top", SurfacePicture.TOP,
            "bottom", SurfacePicture.BOTTOM));
    way.ifPresent(w -> {
      data.put("steps", w.steps().toLongArray());
      data.put("path", w.plane().path().toDoubleArray());
    });
    return data;
  }

  double[][] rows() {
    double[][] rows = new double[surface.beta().elements()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = surface.loss().select(0, i).toDoubleArray();
    }
    return rows;
  }

  /// Cuts through the trained weights, or as near as the grid has points.
  private Section profile() {
    double[] alpha = surface.alpha().toDoubleArray();
    double[] beta = surface.beta().toDoubleArray();
    double[] across = surface.loss().select(0, nearest(beta)).toDoubleArray();
    double[] up = surface.loss().select(1, nearest(alpha)).toDoubleArray();
    String first = way.isPresent() ? "component 1" : "α";
    String second = way.isPresent() ? "component 2" : "β";
    Map<String, Object> option =
        Map.of(
            "tooltip", Map.of("trigger", "axis"),
            "grid", Map.of("left", 56, "right", 16, "top", 40, "bottom", 44),
            "legend", Map.of("top", 0),
            "xAxis",
                Map.of(
                    "type", "value",
                    "name", "distance from the trained weights",
                    "nameLocation", "middle",
                    "nameGap", 28),
            "yAxis", Map.of("type", "value", "axisLine", Map.of("onZero", false)),
            "series",
                List.of(line("along " + first, alpha, across), line("along " + second, beta, up)));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < alpha.length; i++) {
      rows.add(List.of(Svg.number(alpha[i], 4), Svg.number(across[i], 4)));
    }
    return new Section(
        "cuts",
        "Two cuts through the trained weights",
        new Chart(
            "cuts-chart",
            "Loss along each direction, the other one at 0",
            option,
            300,
            new Table("The cut along " + first + " as a table", List.of(first, "loss"), rows)));
  }

  private static Map<String, Object> line(String name, double[] x, double[] y) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      if (Double.isFinite(y[i])) {
        points.add(new double[] {x[i], y[i]});
      }
    }
    return Map.of("name", name, "type", "line", "showSymbol", false, "data", points);
  }

  private static int nearest(double[] values) {
    int nearest = 0;
    for (int i = 1; i < values.length; i++) {
      nearest = Math.abs(values[i]) < Math.abs(values[nearest]) ? i : nearest;
    }
    return nearest;
  }

  private Section explanation() {
    return way.isPresent()
        ? new Section(
            "how",
            "How to read it",
            Part.paragraph(
                "Every point is a network: its weights are the trained ones plus a multiple of each of two directions."),
            Tex.display(
                "L(\\alpha, \\beta) = L(\\theta + \\alpha u + \\beta v)",
                "L(α, β) = L(θ + α·u + β·v)"),
            Part.paragraph(
                "The directions, of length 1, are the first two principal components of the differences between the snapshots and the trained weights. The percentages say how much of the squared distances lies along each. The line is the shadow of the way on this plane: the network itself was beside it, so the loss under the line is not quite the loss of the training."))
        : new Section(
            "how",
            "How to read it",
            Part.paragraph(
                "Every point is a network: its weights are the trained ones plus a multiple of each of two directions."),
            Tex.display(
                "L(\\alpha, \\beta) = L(\\theta + \\alpha u + \\beta v), \\qquad \\lVert u_i \\rVert = \\lVert v_i \\rVert = \\lVert \\theta_i \\rVert",
                "L(α, β) = L(θ + α·u + β·v), ‖uᵢ‖ = ‖vᵢ‖ = ‖θᵢ‖"),
            Part.paragraph(
                "The directions are random. Every row of a weight, which is what one neuron or filter reads, has the length of the network's own row (Li et al. 2018), so that networks with large and with small weights compare. Biases keep their values."));
  }
}
