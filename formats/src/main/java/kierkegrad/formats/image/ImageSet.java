package kierkegrad.formats.image;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import kierkegrad.formats.DataException;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;

/// Grey images and what each shows.
///
/// @param source what messages call it
/// @param images grey levels 0 to 255, `[n, rows, columns]` (uint8)
/// @param labels class indices `[n]` (int64)
/// @param classes the names of the classes by index
public record ImageSet(String source, Tensor images, Tensor labels, List<String> classes) {
  /// Checks the counts and the labels.
  ///
  /// @throws DataException if there are not as many labels as images, none at all, or a label has
  ///   no class
  public ImageSet {
    classes = List.copyOf(classes);
    if (images.rank() != 3 || images.dtype() != DType.U8) {
      throw new DataException(
          source
              + ": images must be uint8 [n, rows, columns], not "
              + images.dtype()
              + images.shape());
    }
    if (labels.rank() != 1 || labels.size(0) != images.size(0)) {
      throw new DataException(
          "%s: %d images and labels of shape %s; each image needs one label"
              .formatted(source, images.size(0), labels.shape()));
    }
    if (images.elements() == 0) {
      throw new DataException(source + " has no images");
    }
    long highest = Arrays.stream(labels.toLongArray()).max().orElseThrow();
    if (highest >= classes.size()) {
      throw new DataException(
          "%s: label %d is none of the %d classes, which count from 0"
              .formatted(source, highest, classes.size()));
    }
  }

  /// Reads images and labels from two IDX files ([Idx#load]).
  ///
  /// @throws DataException if a file is not sound or they do not belong together
  public static ImageSet idx(Path images, Path labels, List<String> classes) {
    return new ImageSet(
        images.toString(), Idx.load(images, 3), Idx.load(labels, 1).to(DType.I64), classes);
  }

  /// The number of images.
  public int size() {
    return images.size(0);
  }

  /// The numbers of all images: 0 to `size() − 1`.
  public int[] allRows() {
    return IntStream.range(0, size()).toArray();
  }
}
