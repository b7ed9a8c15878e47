package kierkegrad.report.page;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// A small grey image, with its pixels to be seen.
///
/// @param width in pixels
/// @param height in pixels
/// @param grey row by row, 0 is black and 255 white
/// @param description for whoever cannot see it
public record Picture(int width, int height, byte[] grey, String description) implements Part {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int GREY_OF_8_BITS = 0x0800;

  /// @throws IllegalArgumentException if there are not as many pixels as width times height
  public Picture {
    if (grey.length != width * height) {
      throw new IllegalArgumentException(
          "picture: %d pixels do not fill %d x %d".formatted(grey.length, width, height));
    }
    grey = grey.clone();
  }

  @Override
  public byte[] grey() {
    return grey.clone();
  }

  @Override
  public String html() {
    return "<img class=\"pixels\" alt=\"%s\" width=\"%d\" height=\"%d\" src=\"data:image/png;base64,%s\">"
        .formatted(
            Html.text(description), width, height, Base64.getEncoder().encodeToString(png()));
  }

  /// Its file in the format of the W3C's recommendation *Portable Network Graphics*.
  byte[] png() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(SIGNATURE);
    try {
      ByteArrayOutputStream header = new ByteArrayOutputStream();
      DataOutputStream fields = new DataOutputStream(header);
      fields.writeInt(width);
      fields.writeInt(height);
      fields.writeShort(GREY_OF_8_BITS);
      fields.write(new byte[3]);
      chunk(file, "IHDR", header.toByteArray());
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (DeflaterOutputStream lines =
          new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_COMPRESSION))) {
        for (int y = 0; y < height; y++) {
          lines.write(0);
          lines.write(grey, y * width, width);
        }
      }
      chunk(file, "IDAT", packed.toByteArray());
      chunk(file, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] content)
      throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(content);
    DataOutputStream out = new DataOutputStream(file);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) check.getValue());
  }
}
