package kierkegrad.formats.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import kierkegrad.formats.DataException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTest {
  /// Two images of 2 × 3 pixels, laid out by hand from the format's description.
  private static final byte[] IMAGES =
      HexFormat.ofDelimiter(" ")
          .parseHex(
              "00 00 08 03 00 00 00 02 00 00 00 02 00 00 00 03 00 01 02 03 04 05 ff fe fd fc fb fa");

  private static final byte[] LABELS =
      HexFormat.ofDelimiter(" ").parseHex("00 00 08 01 00 00 00 02 01 00");

  private static final List<String> CLASSES = List.of("dark", "light");

  @TempDir Path directory;

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(directory.resolve(name), bytes);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static void assertRefused(Runnable what, String message) {
    assertThatThrownBy(what::run).isInstanceOf(DataException.class).hasMessageContaining(message);
  }

  @Test
  void readsImagesAndLabels() throws IOException {
    ImageSet set = ImageSet.idx(file("i", IMAGES), file("l", gzip(LABELS)), CLASSES);
    assertThat(set.size()).isEqualTo(2);
    assertThat(set.images().shape().toArray()).containsExactly(2, 2, 3);
    assertThat(set.images().toIntArray())
        .containsExactly(0, 1, 2, 3, 4, 5, 255, 254, 253, 252, 251, 250);
    assertThat(set.labels().toLongArray()).containsExactly(1, 0);
  }

  @Test
  void unsoundFilesAreNamed() throws IOException {
    Path images = file("i", IMAGES);
    assertRefused(() -> Idx.load(images, 1), "are 0x00000803, but an IDX file");
    byte[] floats = IMAGES.clone();
    floats[2] = 0x0d;
    Path ofFloats = file("f", floats);
    assertRefused(() -> Idx.load(ofFloats, 3), "are 0x00000d03");
    for (int length = 0; length < IMAGES.length; length++) {
      Path cut = file("cut", Arrays.copyOf(IMAGES, length));
      assertRefused(() -> Idx.load(cut, 3), "cut off");
    }
    byte[] packed = gzip(IMAGES);
    Path cutGzip = file("cut.gz", Arrays.copyOf(packed, packed.length - 9));
    assertRefused(() -> Idx.load(cutGzip, 3), "cut off or damaged");
    Path longer = file("longer", Arrays.copyOf(IMAGES, IMAGES.length + 1));
    assertRefused(() -> Idx.load(longer, 3), "more bytes follow the 12");
    byte[] negative = IMAGES.clone();
    negative[4] = -1;
    Path ofNegative = file("n", negative);
    assertRefused(() -> Idx.load(ofNegative, 3), "a size cannot be negative");
    assertRefused(() -> Idx.load(directory.resolve("absent"), 3), "there is no such file");
  }

  @Test
  void imagesAndLabelsMustBelongTogether() throws IOException {
    Path images = file("i", IMAGES);
    Path three = file("l", HexFormat.of().parseHex("0000080100000003010001"));
    assertRefused(() -> ImageSet.idx(images, three, CLASSES), "2 images and labels of shape [3]");
    Path high = file("h", HexFormat.of().parseHex("00000801000000020005"));
    assertRefused(() -> ImageSet.idx(images, high, CLASSES), "label 5 is none of the 2 classes");
  }

  /// Image 0 has 0, 1, 2, 3, 4, 5: mean 2.5, σ² = 35/12, σ = 1.707825. Image 1 is not looked at.
  @Test
  void normalisesWithTheTrainingImages() throws IOException {
    ImageSet set = ImageSet.idx(file("i", IMAGES), file("l", LABELS), CLASSES);
    ImageEncoder encoder = ImageEncoder.fit(set, new int[] {0}, true);
    assertThat(encoder.mean()).isEqualTo(2.5);
    assertThat(encoder.scale()).isCloseTo(1.7078251, within(1e-6));
    Tensor x = encoder.x(set.images());
    assertThat(x.shape().toArray()).containsExactly(2, 6);
    assertThat(x.toDoubleArray()[5]).isCloseTo(2.5 / 1.7078251, within(1e-6));
    assertThat(x.toDoubleArray()[6]).isCloseTo(252.5 / 1.7078251, within(1e-4));
    ImageEncoder plain = ImageEncoder.fit(set, new int[] {0}, false);
    assertThat(plain.x(set.images()).toDoubleArray()[6]).isEqualTo(1);
    assertRefused(() -> encoder.x(Tensor.of(new byte[9], 1, 3, 3)), "images of 2 x 3 pixels");
    assertRefused(() -> ImageEncoder.fit(set, new int[0], true), "no image is left");
  }

  @Test
  void fashionMnistIsFoundInADirectory() throws IOException {
    assertRefused(
        () -> FashionMnist.find(Optional.of(directory)), "Fashion-MNIST is not in " + directory);
    assertRefused(
        () -> FashionMnist.find(Optional.of(directory)), "apt install dataset-fashion-mnist");
    file("train-images-idx3-ubyte", IMAGES);
    file("train-labels-idx1-ubyte.gz", gzip(LABELS));
    file("t10k-images-idx3-ubyte.gz", gzip(IMAGES));
    assertRefused(() -> FashionMnist.find(Optional.of(directory)), "is not in");
    file("t10k-labels-idx1-ubyte", LABELS);
    FashionMnist read = FashionMnist.load(Optional.of(directory));
    assertThat(read.train().labels().toLongArray()).containsExactly(1, 0);
    assertThat(read.test().images().shape().toArray()).containsExactly(2, 2, 3);
    assertThat(read.train().classes()).hasSize(10);
  }

  /// Counts and statistics as published with the data set: 60,000 and 10,000 images, 6,000 per
  /// class, mean 0.2860 and deviation 0.3530 of grey levels over 255.
  @Test
  void readsTheRealFashionMnist() {
    Path debian = Path.of("/usr/share/datasets/fashion-mnist");
    assumeTrue(Files.isDirectory(debian), "Debian's dataset-fashion-mnist is not installed");
    FashionMnist data = FashionMnist.load(Optional.of(debian));
    assertThat(data.train().images().shape().toArray()).containsExactly(60_000, 28, 28);
    assertThat(data.test().images().shape().toArray()).containsExactly(10_000, 28, 28);
    long[] counts = new long[10];
    Arrays.stream(data.train().labels().toLongArray()).forEach(label -> counts[(int) label]++);
    assertThat(counts).containsOnly(6_000);
    ImageEncoder encoder = ImageEncoder.fit(data.train(), data.train().allRows(), true);
    assertThat(encoder.mean() / 255).isCloseTo(0.2860, within(5e-5));
    assertThat(encoder.scale() / 255).isCloseTo(0.3530, within(5e-5));
  }
}
