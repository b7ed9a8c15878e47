package kierkegrad.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import kierkegrad.practice.network.Activation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlotCommandTest {
  private static final int BLUE = 0xFF0072B2;
  private static final int VERMILION = 0xFFD55E00;

  @TempDir private Path folder;

  /// A Java without any font cannot draw text; the command says so in one line.
  @BeforeEach
  void needsFonts() {
    assumeTrue(Fonts.areInstalled(), "this Java finds no fonts");
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void drawsTheFunctionAndItsDerivative(Activation activation) throws IOException {
    Path file = folder.resolve("new/plot.PNG");
    Console run = Console.run("plot", activation, "--derivative", "--out", file);
    assertThat(run).isEqualTo(new Console(0, "drew " + activation + " into " + file + nl(), ""));
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(count(image, BLUE)).isGreaterThan(2000);
    assertThat(count(image, VERMILION)).isGreaterThan(1000);
  }

  @Test
  void leavesTheDerivativeOutIfNotAsked() throws IOException {
    Path file = folder.resolve("plot.png");
    assertThat(Console.run("plot", "tanh", "--from", -1, "--to", 2, "--out", file).exitCode())
        .isZero();
    assertThat(count(ImageIO.read(file.toFile()), VERMILION)).isZero();
  }

  @Test
  void drawsSvg() throws IOException {
    Path file = folder.resolve("plot.svg");
    assertThat(Console.run("plot", "RELU", "--derivative", "--out", file).exitCode()).isZero();
    String svg = Files.readString(file);
    assertThat(svg.contains("<svg")).isTrue();
    assertThat(svg.split("rgb\\(0,114,178\\)").length).isGreaterThan(400);
  }

  /// A flat line has no height of its own.
  @Test
  void drawsAConstantPart() {
    Path file = folder.resolve("plot.png");
    assertThat(Console.run("plot", "relu", "--to", -1, "--out", file).err()).isEmpty();
    assertThat(file).exists();
  }

  @Test
  void saysWhenItCannotWrite() throws IOException {
    Path blocker = Files.createFile(folder.resolve("file"));
    Console run = Console.run("plot", "relu", "--out", blocker.resolve("plot.png"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("kierkegrad: " + blocker + ": cannot be written; choose another place" + nl());
  }

  private static long count(BufferedImage image, int color) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return java.util.Arrays.stream(pixels).filter(pixel -> pixel == color).count();
  }

  private static String nl() {
    return System.lineSeparator();
  }
}
