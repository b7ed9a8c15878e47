package kierkegrad.formats.safetensors;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import kierkegrad.formats.DataException;
import kierkegrad.formats.FileAccess;
import kierkegrad.tensor.Tensor;

/// The content of a [safetensors](https://huggingface.co/docs/safetensors) file: eight bytes with
/// the header's length (little-endian), a JSON header that gives each tensor's type, shape and
/// place, and the elements row by row, one tensor right behind the other.
///
/// @param tensors the tensors under their names, in file order
/// @param metadata free text under free names
public record Safetensors(SequencedMap<String, Tensor> tensors, Map<String, String> metadata) {
  /// Keeps unmodifiable copies in the same order.
  public Safetensors {
    tensors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /// Reads a file with elements of type `BOOL`, `U8`, `I32`, `I64`, `F32` and `F64`.
  ///
  /// @throws DataException if the file cannot be read or is not sound: a header that is cut off,
  ///   over 100 MB or no JSON of the right form, an unknown type, a name twice, sizes that do not
  ///   match, and elements that overlap, leave gaps or are cut off
  public static Safetensors load(Path file) {
    if (Files.isDirectory(file)) {
      throw new DataException("cannot read " + file + ": it is a directory; name a file in it");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      return new Reader(file.toString(), channel).read();
    } catch (IOException e) {
      throw FileAccess.cannotRead(file, e);
    }
  }

  /// Writes a file, tensors in the order of the map. The file appears whole or not at all.
  ///
  /// @throws DataException if the file cannot be written
  public void save(Path file) {
    FileAccess.replace(file, out -> Writer.write(this, out));
  }
}
