package kierkegrad.serve.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kierkegrad.formats.image.ImageEncoder;
import kierkegrad.serve.http.Media;
import kierkegrad.serve.http.Refusal;
import kierkegrad.tensor.Tensor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Grey images in JSON: levels from 0 to 255, as an array of rows or all in one array; one image or
/// an array of them. An image may be an object `{"pixels": …}` as well.
public final class ImageReader implements RowReader {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final ImageEncoder encoder;

  /// A reader for models that were trained with that encoder.
  public ImageReader(ImageEncoder encoder) {
    this.encoder = encoder;
  }

  @Override
  public Rows read(byte[] body, Media media) {
    if (media == Media.CSV) {
      throw Refusal.of(415, "the model sees images; send their pixels as JSON arrays");
    }
    JsonNode root = parsed(body);
    boolean single = isImage(root);
    List<JsonNode> images = new ArrayList<>();
    if (single) {
      images.add(root);
    } else if (root.isArray() && !root.isEmpty()) {
      root.forEach(images::add);
    } else {
      throw Refusal.of(400, "there is no image; send " + form());
    }
    byte[] pixels = new byte[Math.multiplyExact(images.size(), encoder.inputs())];
    for (int i = 0; i < images.size(); i++) {
      fill(images.get(i), i + 1, pixels, i * encoder.inputs());
    }
    Tensor all = Tensor.of(pixels, images.size(), encoder.rows(), encoder.columns());
    return new Rows(encoder.x(all), single, new TreeMap<>());
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw Refusal.of(400, "this is no JSON: " + Words.reason(e));
    }
  }

  private String form() {
    return "an array of %d rows of %d grey levels from 0 to 255, or an array of such images"
        .formatted(encoder.rows(), encoder.columns());
  }

  /// Whether it is one image and not a list of them.
  private boolean isImage(JsonNode node) {
    return node.isObject()
        || (node.isArray()
            && !node.isEmpty()
            && (node.get(0).isNumber()
                || (node.size() == encoder.rows()
                    && node.get(0).isArray()
                    && node.get(0).size() == encoder.columns()
                    && !node.get(0).path(0).isArray())));
  }

  private void fill(JsonNode given, int row, byte[] pixels, int at) {
    JsonNode image = given.isObject() ? given.path("pixels") : given;
    if (given.isObject() && !image.isArray()) {
      throw Refusal.cell(row, "pixels", "it is not there; send {\"pixels\": [[…], …]}");
    }
    int height = encoder.rows();
    int width = encoder.columns();
    if (image.isArray() && image.size() == encoder.inputs() && !image.path(0).isArray()) {
      for (int i = 0; i < image.size(); i++) {
        pixels[at + i] = level(image.get(i), row, i / width, i % width);
      }
      return;
    }
    if (!image.isArray() || image.size() != height) {
      throw Refusal.row(row, "the image has %d rows; send %s".formatted(image.size(), form()));
    }
    for (int i = 0; i < height; i++) {
      JsonNode line = image.get(i);
      if (!line.isArray() || line.size() != width) {
        throw Refusal.row(
            row, "line %d of the image has %d pixels, not %d".formatted(i + 1, line.size(), width));
      }
      for (int j = 0; j < width; j++) {
        pixels[at + i * width + j] = level(line.get(j), row, i, j);
      }
    }
  }

  private static byte level(JsonNode node, int row, int y, int x) {
    double grey = node.isNumber() ? node.asDouble() : -1;
    if (grey < 0 || grey > 255 || grey != Math.rint(grey)) {
      throw Refusal.cell(
          row,
          "pixels[%d][%d]".formatted(y, x),
          "%s is no whole number from 0 to 255".formatted(Words.shortened(node.toString())));
    }
    return (byte) (int) grey;
  }
}
