package kierkegrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ProgressBar;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import picocli.CommandLine;

class MainTest {
  @Test
  void runs() {
    assertThat(new CommandLine(new Main()).execute()).isZero();
  }

  @Test
  void drawsAChartAsSvg() throws Exception {
    XYChart chart = new XYChartBuilder().width(300).height(200).build();
    chart.addSeries("loss", new double[] {1, 2, 3}, new double[] {3, 2, 1});
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    VectorGraphicsEncoder.saveVectorGraphic(
        chart, out, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("<svg");
  }

  @Test
  void showsProgress() {
    try (ProgressBar bar = new ProgressBar("test", 2)) {
      bar.stepBy(2);
    }
  }
}
