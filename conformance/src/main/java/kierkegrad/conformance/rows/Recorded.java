package kierkegrad.conformance.rows;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import kierkegrad.conformance.Table;

/// Numbers that the scripts in `record` wrote: cases by name, each some rows of doubles.
final class Recorded {
  private Recorded() {}

  /// The cases of a file, in its order.
  static Map<String, double[][]> cases(String file) {
    Map<String, double[][]> cases = new LinkedHashMap<>();
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(
                new GZIPInputStream(
                    Objects.requireNonNull(
                        Table.class.getResourceAsStream("recorded/" + file), file))))) {
      int high = in.read();
      while (high >= 0) {
        byte[] name = in.readNBytes((high << 8) + in.readUnsignedByte());
        double[][] rows = new double[in.readInt()][];
        int columns = in.readInt();
        for (int i = 0; i < rows.length; i++) {
          rows[i] = new double[columns];
          for (int k = 0; k < columns; k++) {
            rows[i][k] = in.readDouble();
          }
        }
        cases.put(new String(name, java.nio.charset.StandardCharsets.UTF_8), rows);
        high = in.read();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }
}
