package kierkegrad.formats.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kierkegrad.formats.FileAccess;

/// The tables that come with the library. Their sources and licences stand in `LICENSE-DATA.md`
/// beside them.
public enum BuiltIn {
  /// Fisher's iris flowers (1936): 150 rows, 4 measures in centimetres, 3 species.
  IRIS("iris", "iris.csv"),
  /// Handwritten digits (Alpaydin and Kaynak, 1998): 1,797 rows, 8 × 8 pixels from 0 to 16, 10
  /// digits.
  DIGITS("digits", "digits.csv.gz");

  private final String id;
  private final String file;

  BuiltIn(String id, String file) {
    this.id = id;
    this.file = file;
  }

  /// The table called `iris` or `digits`, if it is one of them.
  public static Optional<BuiltIn> named(String id) {
    return List.of(values()).stream().filter(table -> table.id.equals(id)).findFirst();
  }

  /// Its name, such as `iris`.
  public String id() {
    return id;
  }

  /// The table.
  public Table table() {
    try (InputStream raw = Objects.requireNonNull(BuiltIn.class.getResourceAsStream(file));
        InputStream in = FileAccess.unpacked(raw)) {
      return Csv.read(id, in, Header.PRESENT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
