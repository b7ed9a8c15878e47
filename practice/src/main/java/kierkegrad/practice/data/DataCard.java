package kierkegrad.practice.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kierkegrad.formats.image.ImageSet;
import kierkegrad.formats.table.Column;
import kierkegrad.formats.table.Table;
import kierkegrad.tensor.Tensor;

/// What data is: its parts, and a fingerprint of what was read (cells or pixels, not the bytes of
/// the file), so that the same data in another file, with other quotes or packed, is the same.
///
/// @param name what messages call it
/// @param rows the number of rows, or of images
/// @param parts its columns; of images the images and labels
/// @param sha256 the fingerprint of all parts, in hexadecimal
public record DataCard(String name, int rows, List<Part> parts, String sha256) {
  /// Keeps an immutable copy of the parts.
  public DataCard {
    parts = List.copyOf(parts);
  }

  /// A column, or some images or labels.
  ///
  /// @param name its name
  /// @param kind `numeric`, `categorical`, `images 28 x 28` or `labels`
  /// @param missing how many values are missing
  /// @param sha256 its fingerprint: SHA-256 over the length in bytes (as 32 bits) and the UTF-8 of
  ///   every cell; of images over all pixels, a byte each; of labels over each as a byte
  public record Part(String name, String kind, int missing, String sha256) {}

  static DataCard of(String name, Table table) {
    return of(name, table.rows(), table.columns().stream().map(DataCard::part).toList());
  }

  private static Part part(Column column) {
    MessageDigest digest = digest();
    for (String cell : column.cells()) {
      text(digest, cell);
    }
    String kind =
        switch (column.kind()) {
          case NUMERIC -> "numeric";
          case CATEGORICAL -> "categorical";
        };
    return new Part(column.name(), kind, column.missing(), hex(digest));
  }

  static List<Part> parts(String prefix, ImageSet set) {
    String kind = "images %d x %d".formatted(set.images().size(1), set.images().size(2));
    return List.of(
        new Part(prefix + "images", kind, 0, bytes(set.images())),
        new Part(prefix + "labels", "labels", 0, bytes(set.labels())));
  }

  private static String bytes(Tensor numbers) {
    long[] values = numbers.toLongArray();
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    MessageDigest digest = digest();
    digest.update(bytes);
    return hex(digest);
  }

  static DataCard of(String name, int rows, List<Part> parts) {
    MessageDigest digest = digest();
    for (Part part : parts) {
      text(digest, part.name());
      text(digest, part.kind());
      text(digest, part.sha256());
    }
    return new DataCard(name, rows, parts, hex(digest));
  }

  /// How other data differs from this: one phrase each, none if it is the same. Names of the data
  /// do not count.
  public List<String> differences(DataCard other) {
    List<String> differences = new ArrayList<>();
    if (rows != other.rows) {
      differences.add("it has %,d rows instead of %,d".formatted(other.rows, rows));
    }
    Map<String, Part> others = new LinkedHashMap<>();
    other.parts.forEach(part -> others.put(part.name(), part));
    for (Part part : parts) {
      Part now = others.remove(part.name());
      if (now == null) {
        differences.add(part.name() + " is missing");
      } else if (!now.kind().equals(part.kind())) {
        differences.add("%s is %s instead of %s".formatted(part.name(), now.kind(), part.kind()));
      } else if (!now.sha256().equals(part.sha256()) && rows == other.rows) {
        differences.add(part.name() + " has other values");
      }
    }
    others.keySet().forEach(name -> differences.add(name + " is new"));
    if (differences.isEmpty() && !sha256.equals(other.sha256)) {
      differences.add("its columns are in another order");
    }
    return differences;
  }

  private static void text(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
