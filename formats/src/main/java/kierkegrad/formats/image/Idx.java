package kierkegrad.formats.image;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipException;
import kierkegrad.formats.DataException;
import kierkegrad.formats.FileAccess;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;

/// The IDX format of [MNIST](https://yann.lecun.org/exdb/mnist/): two zero bytes, a type, the
/// number of dimensions, each size as a big-endian 32-bit integer, then the elements row by row.
public final class Idx {
  private static final int UNSIGNED_BYTES = 0x08;

  private Idx() {}

  /// Reads images `[n, rows, columns]` (magic number 0x803) or labels `[n]` (0x801) of unsigned
  /// bytes, gzip or not, with as many dimensions as expected.
  ///
  /// @throws DataException if the file cannot be read, is of another format or type, is cut off or
  ///   too long
  public static Tensor load(Path file, int dimensions) {
    try (InputStream in = FileAccess.open(file)) {
      return read(file, new DataInputStream(in), dimensions);
    } catch (EOFException | ZipException e) {
      throw new DataException(file + " is cut off or damaged; fetch it again", e);
    } catch (IOException e) {
      throw FileAccess.cannotRead(file, e);
    }
  }

  private static Tensor read(Path file, DataInputStream in, int dimensions) throws IOException {
    int expected = UNSIGNED_BYTES << 8 | dimensions;
    int magic = in.readInt();
    if (magic != expected) {
      throw new DataException(
          "%s: the first four bytes are 0x%08x, but an IDX file of unsigned bytes with %d dimensions begins with 0x%08x; is it the right file?"
              .formatted(file, magic, dimensions, expected));
    }
    int[] sizes = new int[dimensions];
    for (int i = 0; i < dimensions; i++) {
      sizes[i] = in.readInt();
    }
    Shape shape = shape(file, sizes);
    byte[] bytes = in.readNBytes(shape.elements());
    if (bytes.length < shape.elements()) {
      throw new DataException(
          "%s is cut off: shape %s takes %d bytes, and %d are there; fetch it again"
              .formatted(file, shape, shape.elements(), bytes.length));
    }
    if (in.read() >= 0) {
      throw new DataException(
          "%s: more bytes follow the %d that its shape %s takes; fetch it again"
              .formatted(file, shape.elements(), shape));
    }
    return Tensor.of(bytes, sizes);
  }

  private static Shape shape(Path file, int[] sizes) {
    try {
      return Shape.of(sizes);
    } catch (ShapeException e) {
      throw new DataException(file + ": " + e.getMessage(), e);
    }
  }
}
