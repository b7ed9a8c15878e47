package kierkegrad.report.surface;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where a function on a grid is at least a level: closed outlines, by marching squares.
///
/// A ring of points below every level is thought around the grid, at the places of its edge, so
/// that every outline closes.
final class Contours {
  private final double[][] values;
  private final int rows;
  private final int columns;

  /// A corner of an outline, in steps of the grid.
  ///
  /// @param column across
  /// @param row down
  /// @param onEdge whether it lies on the grid's edge only to close the outline
  record Corner(double column, double row, boolean onEdge) {}

  /// @param values row by row, all finite
  Contours(double[][] values) {
    this.values = values;
    this.rows = values.length;
    this.columns = values[0].length;
  }

  /// The outlines of the places that are at least this high; holes are outlines too.
  List<List<Corner>> atLeast(double level) {
    Map<Integer, Integer> next = new HashMap<>();
    for (int r = -1; r < rows; r++) {
      for (int c = -1; c < columns; c++) {
        link(r, c, level, next);
      }
    }
    List<List<Corner>> outlines = new ArrayList<>();
    while (!next.isEmpty()) {
      List<Corner> outline = new ArrayList<>();
      Integer edge = next.keySet().iterator().next();
      for (Integer to = next.remove(edge); to != null; to = next.remove(to)) {
        outline.add(corner(to, level));
      }
      outlines.add(outline);
    }
    return outlines;
  }

  /// Walks around a cell clockwise. Where it leaves the region an outline begins, and it ends where
  /// it comes back: at the next such place if the middle belongs to the region, else at the last.
  private void link(int r, int c, double level, Map<Integer, Integer> next) {
    boolean[] in = {
      value(r, c) >= level,
      value(r, c + 1) >= level,
      value(r + 1, c + 1) >= level,
      value(r + 1, c) >= level
    };
    int[] edges = {edge(r, c, 0), edge(r, c + 1, 1), edge(r + 1, c, 0), edge(r, c, 1)};
    double middle = (value(r, c) + value(r, c + 1) + value(r + 1, c + 1) + value(r + 1, c)) / 4;
    int turn = middle >= level ? 1 : 3;
    for (int i = 0; i < 4; i++) {
      if (in[i] && !in[(i + 1) % 4]) {
        int j = (i + turn) % 4;
        while (in[j] || !in[(j + 1) % 4]) {
          j = (j + turn) % 4;
        }
        next.put(edges[i], edges[j]);
      }
    }
  }

  private double value(int r, int c) {
    return isOutside(r, c) ? Double.NEGATIVE_INFINITY : values[r][c];
  }

  private boolean isOutside(int r, int c) {
    return r < 0 || c < 0 || r >= rows || c >= columns;
  }

  /// The number of the edge from a point to the right (0) or down (1).
  private int edge(int r, int c, int direction) {
    return 2 * ((r + 1) * (columns + 2) + c + 1) + direction;
  }

  private Corner corner(int edge, double level) {
    int r = edge / 2 / (columns + 2) - 1;
    int c = edge / 2 % (columns + 2) - 1;
    int r2 = edge % 2 == 0 ? r : r + 1;
    int c2 = edge % 2 == 0 ? c + 1 : c;
    if (isOutside(r, c) || isOutside(r2, c2)) {
      return isOutside(r, c) ? new Corner(c2, r2, true) : new Corner(c, r, true);
    }
    double t = (level - values[r][c]) / (values[r2][c2] - values[r][c]);
    return new Corner(c + t * (c2 - c), r + t * (r2 - r), false);
  }
}
