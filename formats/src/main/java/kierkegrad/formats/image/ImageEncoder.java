package kierkegrad.formats.image;

import java.util.List;
import kierkegrad.formats.DataException;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// What a network sees of grey images: a row of numbers (b − m) / max(σ, ε) per image, with the
/// mean m and the deviation σ of the grey levels of all training pixels and ε = 1e-8. It is plain
/// data and can be kept as JSON.
///
/// @param rows the height of an image in pixels
/// @param columns the width of an image in pixels
/// @param mean m
/// @param scale max(σ, ε)
/// @param classes the names of the classes by index
public record ImageEncoder(int rows, int columns, double mean, double scale, List<String> classes) {
  private static final double EPSILON = 1e-8;

  /// Keeps an immutable copy.
  public ImageEncoder {
    classes = List.copyOf(classes);
  }

  /// Learns the mean and deviation from these images; without normalisation a grey level becomes b
  /// / 255.
  public static ImageEncoder fit(ImageSet set, int[] trainRows, boolean normalize) {
    int rows = set.images().size(1);
    int columns = set.images().size(2);
    if (!normalize) {
      return new ImageEncoder(rows, columns, 0, 255, set.classes());
    }
    long[] counts = histogram(set.images().toByteArray(), rows * columns, trainRows);
    double n = 0;
    double sum = 0;
    for (int grey = 0; grey < counts.length; grey++) {
      n += counts[grey];
      sum += (double) counts[grey] * grey;
    }
    if (n == 0) {
      throw new DataException(set.source() + ": no image is left to train with; add images");
    }
    double mean = sum / n;
    double squares = 0;
    for (int grey = 0; grey < counts.length; grey++) {
      squares += counts[grey] * (grey - mean) * (grey - mean);
    }
    double scale = Math.max(Math.sqrt(squares / n), EPSILON);
    return new ImageEncoder(rows, columns, mean, scale, set.classes());
  }

  private static long[] histogram(byte[] pixels, int perImage, int[] images) {
    long[] counts = new long[256];
    for (int image : images) {
      for (int i = image * perImage; i < (image + 1) * perImage; i++) {
        counts[Byte.toUnsignedInt(pixels[i])]++;
      }
    }
    return counts;
  }

  /// The number of the network's inputs: one per pixel.
  public int inputs() {
    return rows * columns;
  }

  /// The network's inputs `[n, rows · columns]` (float32) for images `[n, rows, columns]` (uint8).
  ///
  /// @throws DataException if the images are of another size
  public Tensor x(Tensor images) {
    if (images.rank() != 3 || images.size(1) != rows || images.size(2) != columns) {
      throw new DataException(
          "the model sees images of %d x %d pixels, not %s; scale them to that size"
              .formatted(rows, columns, images.shape()));
    }
    Tensor flat = images.reshape(images.size(0), inputs());
    return flat.to(DType.F32).sub(mean).div(scale);
  }
}
