package kierkegrad.report.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContoursTest {
  private static final int SIZE = 81;

  /// A cone: the outline of what is at least 10 high is a circle of radius 10, and the edge.
  @Test
  void aConesOutlineIsACircle() {
    double[][] cone = new double[SIZE][SIZE];
    for (int r = 0; r < SIZE; r++) {
      for (int c = 0; c < SIZE; c++) {
        cone[r][c] = Math.hypot(r - 40, c - 40);
      }
    }
    List<List<Contours.Corner>> outlines = new Contours(cone).atLeast(10);
    assertThat(outlines).hasSize(2);
    List<Contours.Corner> circle =
        outlines.stream()
            .filter(o -> o.stream().noneMatch(Contours.Corner::onEdge))
            .findFirst()
            .orElseThrow();
    for (Contours.Corner corner : circle) {
      assertThat(Math.hypot(corner.row() - 40, corner.column() - 40)).isCloseTo(10, within(0.02));
    }
    assertThat(area(circle)).isCloseTo(Math.PI * 100, within(2.0));
    assertThat(outlines.stream().mapToDouble(ContoursTest::area).max().orElseThrow())
        .isCloseTo(80 * 80, within(1e-9));
  }

  private static double area(List<Contours.Corner> outline) {
    double sum = 0;
    for (int i = 0; i < outline.size(); i++) {
      Contours.Corner a = outline.get(i);
      Contours.Corner b = outline.get((i + 1) % outline.size());
      sum += a.column() * b.row() - b.column() * a.row();
    }
    return Math.abs(sum) / 2;
  }

  /// Along a slope the line is where the height is, between the points.
  @Test
  void aSlopesLineIsStraight() {
    double[][] slope = {{0, 1, 2}, {0, 1, 2}, {0, 1, 2}};
    List<Contours.Corner> outline = new Contours(slope).atLeast(0.25).getFirst();
    assertThat(outline.stream().filter(c -> !c.onEdge()).map(Contours.Corner::column))
        .hasSize(3)
        .containsOnly(0.25);
    assertThat(area(outline)).isEqualTo(1.75 * 2);
  }

  /// Two hills that touch at a corner are joined if the middle is high, else apart.
  @Test
  void aSaddleIsDecidedByItsMiddle() {
    assertThat(new Contours(new double[][] {{4, 0}, {0, 4}}).atLeast(1)).hasSize(1);
    assertThat(new Contours(new double[][] {{4, 0}, {0, 4}}).atLeast(3)).hasSize(2);
    assertThat(new Contours(new double[][] {{1, 1}, {1, 1}}).atLeast(2)).isEmpty();
  }

  @Test
  void levelsGrowByAFactorWhereHeightsDo() {
    double[] even = new double[101];
    double[] steep = new double[101];
    for (int i = 0; i <= 100; i++) {
      even[i] = i;
      steep[i] = Math.pow(10, i / 25.0 - 2);
    }
    assertThat(Levels.of(even).inner()).hasSize(11).startsWith(8.33, 16.7, 25.0);
    List<Double> levels = Levels.of(steep).inner();
    assertThat(levels).hasSize(11).isSorted();
    assertThat((levels.get(10) - 0.01) / (levels.get(9) - 0.01))
        .isCloseTo(Math.pow(10, 2.7 / 12), within(0.02));
    assertThat(Levels.of(new double[] {2, 2, 2}).inner()).isEmpty();
    assertThat(Levels.of(new double[] {Double.NaN}).inner()).isNotNull();
  }

  @Test
  void coloursGoFromVioletToYellow() {
    assertThat(List.of(Viridis.at(0), Viridis.at(0.5), Viridis.at(1), Viridis.at(2)))
        .containsExactly("#440154", "#21918c", "#fde725", "#fde725");
  }
}
