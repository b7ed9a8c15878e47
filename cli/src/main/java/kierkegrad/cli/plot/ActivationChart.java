package kierkegrad.cli.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import kierkegrad.grad.Grad;
import kierkegrad.practice.network.Activation;
import kierkegrad.tensor.Tensor;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// A picture of an activation function between two places, with its derivative if wanted.
///
/// The colours are blue and vermilion of the palette of Okabe and Ito (2008), which colour-blind
/// readers tell apart; the derivative is dashed as well.
public final class ActivationChart {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 640;
  private static final int SCALE = 2;
  private static final int POINTS = 401;
  private static final int DASH = 5;
  private static final int PERIOD = 8;
  private static final Color BLUE = new Color(0x0072B2);
  private static final Color VERMILION = new Color(0xD55E00);
  private static final Color AXIS = new Color(0x555555);
  private static final Color GRID = new Color(0xE4E4E4);
  private static final Color INK = new Color(0x222222);

  private final XYChart chart;

  /// What the picture shows.
  private record Frame(double left, double right, double low, double high) {}

  /// Computes and lays out the picture.
  ///
  /// @param from the left end
  /// @param to the right end, greater than `from`
  /// @param derivative whether to draw the derivative as well
  public ActivationChart(Activation activation, double from, double to, boolean derivative) {
    System.setProperty("java.awt.headless", "true");
    Tensor x = Tensor.linspace(from, to, POINTS);
    double[] xs = x.toDoubleArray();
    double[] ys = activation.curve(x).toDoubleArray();
    double[] slopes =
        derivative ? Grad.grad(t -> activation.curve(t).sum(), x).toDoubleArray() : new double[0];

    chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(activation + ":  f(x) = " + activation.formula())
            .xAxisTitle("x")
            .build();
    double low = Math.min(min(ys), min(slopes));
    double high = Math.max(max(ys), max(slopes));
    double margin = high > low ? 0.06 * (high - low) : 0.5;
    double edge = 0.02 * (to - from);
    Frame frame = new Frame(from - edge, to + edge, low - margin, high + margin);
    style(chart.getStyler(), frame);
    axes(frame);
    line("f(x) = " + activation.formula(), xs, ys, BLUE, new BasicStroke(3.2f));
    if (derivative) {
      line("f′(x) = " + activation.derivative(), xs, dashed(slopes), VERMILION, dashes());
    }
  }

  /// Writes the picture: SVG if the file's name ends so, otherwise PNG.
  public void save(Path file) throws IOException {
    boolean svg = file.toString().toLowerCase(Locale.ROOT).endsWith(".svg");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      if (svg) {
        VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
      } else {
        ImageIO.write(image(), "png", out);
      }
    }
  }

  /// Painted here and not by XChart's encoder, which is coarse: it has one pixel per unit and
  /// rounds every short piece of a curve to whole pixels.
  private BufferedImage image() {
    BufferedImage image =
        new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(SCALE, SCALE);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    chart.paint(graphics, WIDTH, HEIGHT);
    graphics.dispose();
    return image;
  }

  /// Thin lines through the origin, where the picture contains them.
  private void axes(Frame frame) {
    BasicStroke thin = new BasicStroke(1.4f);
    double[] zeros = {0, 0};
    if (frame.left <= 0 && frame.right >= 0) {
      double[] ends = {frame.low, frame.high};
      line("x = 0", zeros, ends, AXIS, thin).setShowInLegend(false);
    }
    if (frame.low <= 0 && frame.high >= 0) {
      double[] ends = {frame.left, frame.right};
      line("y = 0", ends, zeros, AXIS, thin).setShowInLegend(false);
    }
  }

  private XYSeries line(String name, double[] xs, double[] ys, Color color, BasicStroke stroke) {
    XYSeries series = chart.addSeries(name, xs, ys);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(color);
    series.setLineStyle(stroke);
    return series;
  }

  /// XChart draws a curve in pieces, each of which starts its dash anew; so only the legend shows
  /// the stroke's dashes, and those of the curve are gaps in its data.
  private static double[] dashed(double[] ys) {
    double[] gaps = ys.clone();
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = i % PERIOD <= DASH ? ys[i] : Double.NaN;
    }
    return gaps;
  }

  private static BasicStroke dashes() {
    return new BasicStroke(
        3.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {12, 6}, 0);
  }

  private static void style(XYStyler styler, Frame frame) {
    styler.setXAxisMin(frame.left);
    styler.setXAxisMax(frame.right);
    styler.setYAxisMin(frame.low);
    styler.setYAxisMax(frame.high);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotContentSize(1);
    styler.setChartPadding(18);
    styler.setChartFontColor(INK);
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 20));
    styler.setChartTitlePadding(14);
    styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.ITALIC, 17));
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
    styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendSeriesLineLength(46);
    styler.setYAxisTitleVisible(false);
    styler.setAntiAlias(true);
    styler.setTextAntiAlias(true);
  }

  private static double min(double[] values) {
    return Arrays.stream(values).min().orElse(Double.POSITIVE_INFINITY);
  }

  private static double max(double[] values) {
    return DoubleStream.of(values).max().orElse(Double.NEGATIVE_INFINITY);
  }
}
