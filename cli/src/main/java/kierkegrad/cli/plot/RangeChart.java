package kierkegrad.cli.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import kierkegrad.practice.range.RangeTest;
import kierkegrad.practice.range.RangeTest.Point;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// A range test as PNG.
public final class RangeChart {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 600;
  private static final int SCALE = 2;
  private static final Color BLUE = new Color(0x0072B2);
  private static final Color PALE = new Color(0xA6CDE6);
  private static final Color VERMILION = new Color(0xD55E00);

  private final XYChart chart;

  /// Lays out the picture.
  ///
  /// @param name of the data
  public RangeChart(String name, RangeTest test) {
    System.setProperty("java.awt.headless", "true");
    chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Loss over learning rate on " + name)
            .xAxisTitle("learning rate")
            .yAxisTitle("loss")
            .build();
    List<Point> points = test.points();
    double low = points.stream().mapToDouble(p -> Math.min(p.loss(), p.smoothed())).min().orElse(0);
    double high =
        Math.min(
            points.stream().mapToDouble(Point::smoothed).max().orElse(1),
            1.5 * points.getFirst().smoothed());
    var styler = chart.getStyler();
    styler.setXAxisLogarithmic(true);
    styler.setYAxisMin(low);
    styler.setYAxisMax(high);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setAntiAlias(true);
    double[] rates = points.stream().mapToDouble(Point::lr).toArray();
    line(
        "single steps", rates, cut(points.stream().mapToDouble(Point::loss).toArray(), high), PALE);
    line(
        "smoothed", rates, cut(points.stream().mapToDouble(Point::smoothed).toArray(), high), BLUE);
    double rate = test.suggestion();
    line("suggested: " + rate, new double[] {rate, rate}, new double[] {low, high}, VERMILION);
  }

  /// What leaves the picture is left out.
  private static double[] cut(double[] values, double high) {
    double[] cut = values.clone();
    for (int i = 0; i < cut.length; i++) {
      cut[i] = cut[i] > high ? Double.NaN : cut[i];
    }
    return cut;
  }

  private void line(String name, double[] x, double[] y, Color colour) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(colour);
    series.setLineStyle(new BasicStroke(2.5f));
  }

  /// Writes the picture.
  public void save(Path file) throws IOException {
    BufferedImage image =
        new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(SCALE, SCALE);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    chart.paint(graphics, WIDTH, HEIGHT);
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
  }
}
