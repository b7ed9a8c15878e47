package kierkegrad.report.surface;

import java.util.Arrays;
import java.util.List;
import kierkegrad.report.svg.Svg;

/// Values on a grid as filled bands between contour lines.
public final class ContourMap {
  private final double[][] values;
  private final Levels levels;
  private final int left;
  private final int right;
  private final int top;
  private final int bottom;

  /// @param values row by row, the first row at the bottom; what is no finite number counts as the
  ///   highest one
  /// @param left where the first column lies on the picture
  /// @param right where the last one does
  /// @param top where the last row lies
  /// @param bottom where the first one does
  public ContourMap(double[][] values, int left, int right, int top, int bottom) {
    this.levels = Levels.of(Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray());
    this.values =
        Arrays.stream(values)
            .map(row ->
                Arrays.stream(row).map(x -> Double.isFinite(x) ? x : levels.high()).toArray())
            .toArray(double[][]::new);
    this.left = left;
    this.right = right;
    this.top = top;
    this.bottom = bottom;
  }

  Levels levels() {
    return levels;
  }

  /// The elements of the picture.
  public String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n"
            .formatted(left, top, right - left, bottom - top, levels.colour(0)));
    Contours contours = new Contours(values);
    for (int i = 0; i < levels.inner().size(); i++) {
      StringBuilder area = new StringBuilder();
      StringBuilder lines = new StringBuilder();
      for (List<Contours.Corner> outline : contours.atLeast(levels.inner().get(i))) {
        area.append(Svg.line(outline.stream().map(this::place).toList())).append('Z');
        line(outline, lines);
      }
      svg.append(
          """
          <path d="%s" fill="%s" fill-rule="evenodd"/>
          <path d="%s" fill="none" stroke="#fff" stroke-opacity=".45" stroke-width=".8"/>
          """
              .formatted(area, levels.colour(i + 1), lines));
    }
    return svg.toString();
  }

  /// The outline without its parts along the edge.
  private void line(List<Contours.Corner> outline, StringBuilder d) {
    boolean drawing = false;
    for (int i = 0; i <= outline.size(); i++) {
      Contours.Corner corner = outline.get(i % outline.size());
      if (corner.onEdge()) {
        drawing = false;
        continue;
      }
      double[] place = place(corner);
      d.append(drawing ? 'L' : 'M').append(Svg.at(place[0])).append(' ').append(Svg.at(place[1]));
      drawing = true;
    }
  }

  private double[] place(Contours.Corner corner) {
    return new double[] {
      left + corner.column() / (values[0].length - 1) * (right - left),
      bottom - corner.row() / (values.length - 1) * (bottom - top)
    };
  }
}
