package kierkegrad.formats.safetensors;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import kierkegrad.formats.DataException;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.ShapeException;
import kierkegrad.tensor.Tensor;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a file and believes nothing in it that has not been checked.
final class Reader {
  private static final long LARGEST_HEADER = 100_000_000;
  private static final int CHUNK = 1 << 16;
  private static final JsonMapper JSON =
      new JsonMapper(
          JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private record Entry(String name, DType type, Shape shape, long start, long end) {}

  private final String file;
  private final FileChannel channel;

  Reader(String file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  Safetensors read() throws IOException {
    long size = channel.size();
    if (size < Long.BYTES) {
      throw damaged("it has " + size + " bytes, and the length of its header alone takes 8");
    }
    long length = bytes(0, Long.BYTES).getLong();
    if (length < 0 || length > LARGEST_HEADER) {
      throw damaged(
          "its header would have " + Long.toUnsignedString(length) + " bytes, more than 100 MB");
    }
    long dataStart = Long.BYTES + length;
    if (dataStart > size) {
      throw damaged("its header of " + length + " bytes is cut off after " + (size - Long.BYTES));
    }
    JsonNode header = json(bytes(Long.BYTES, (int) length).array());
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : header.properties()) {
      if (!property.getKey().equals("__metadata__")) {
        entries.add(entry(property.getKey(), property.getValue()));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::start).thenComparingLong(Entry::end));
    checkPlaces(entries, size - dataStart);
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (Entry entry : entries) {
      tensors.put(entry.name(), tensor(entry, dataStart));
    }
    return new Safetensors(tensors, metadata(header));
  }

  private JsonNode json(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != '{') {
      throw damaged("its header does not begin with '{'");
    }
    try {
      return JSON.readTree(bytes);
    } catch (JacksonException e) {
      throw damaged("its header is no sound JSON: " + e.getOriginalMessage());
    }
  }

  private Map<String, String> metadata(JsonNode header) {
    Map<String, String> metadata = new LinkedHashMap<>();
    JsonNode node = header.path("__metadata__");
    if (!node.isMissingNode() && !node.isObject()) {
      throw damaged("its __metadata__ is not an object of texts");
    }
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (!property.getValue().isString()) {
        throw damaged("its metadata '" + property.getKey() + "' is not a text");
      }
      metadata.put(property.getKey(), property.getValue().asString());
    }
    return metadata;
  }

  private Entry entry(String name, JsonNode node) {
    long[] offsets = integers(name, node, "data_offsets");
    if (offsets.length != 2 || offsets[0] > offsets[1]) {
      throw damaged("tensor " + name + ": data_offsets must be a start and an end after it");
    }
    DType type = type(name, node.path("dtype"));
    Shape shape = shape(name, integers(name, node, "shape"));
    long needed = (long) shape.elements() * type.bytes();
    if (needed != offsets[1] - offsets[0]) {
      throw damaged(
          "tensor %s: %s of shape %s takes %d bytes, and data_offsets give it %d"
              .formatted(name, type, shape, needed, offsets[1] - offsets[0]));
    }
    return new Entry(name, type, shape, offsets[0], offsets[1]);
  }

  private DType type(String name, JsonNode node) {
    for (DType type : DType.values()) {
      if (node.isString() && type.name().equals(node.asString())) {
        return type;
      }
    }
    throw new DataException(
        "%s: tensor %s has dtype %s, which is not supported; convert it to one of %s"
            .formatted(file, name, node, List.of(DType.values())));
  }

  private Shape shape(String name, long[] sizes) {
    int[] small = new int[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] > Integer.MAX_VALUE) {
        throw damaged("tensor " + name + ": shape has " + sizes[i] + ", more than 2^31 - 1");
      }
      small[i] = (int) sizes[i];
    }
    try {
      return Shape.of(small);
    } catch (ShapeException e) {
      throw new DataException(file + ": tensor " + name + ": " + e.getMessage(), e);
    }
  }

  /// An array of integers that are not negative.
  private long[] integers(String name, JsonNode node, String field) {
    JsonNode array = node.path(field);
    if (!array.isArray()) {
      throw damaged("tensor " + name + " has no " + field);
    }
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode number = array.get(i);
      if (!number.isIntegralNumber() || !number.canConvertToLong() || number.asLong() < 0) {
        throw damaged("tensor " + name + ": " + field + " has " + number);
      }
      values[i] = number.asLong();
    }
    return values;
  }

  private void checkPlaces(List<Entry> sorted, long available) {
    long end = 0;
    for (Entry entry : sorted) {
      if (entry.start() != end) {
        throw damaged(
            "tensor %s begins at byte %d, %s"
                .formatted(
                    entry.name(),
                    entry.start(),
                    entry.start() < end
                        ? "inside the tensor before it, which ends at " + end
                        : "and the bytes from " + end + " on belong to no tensor"));
      }
      end = entry.end();
    }
    if (end != available) {
      throw damaged(
          end > available
              ? "its tensors take %d bytes and only %d are there; it is cut off"
                  .formatted(end, available)
              : "%d bytes follow its last tensor".formatted(available - end));
    }
  }

  private Tensor tensor(Entry entry, long dataStart) throws IOException {
    int length = entry.shape().elements();
    Object array = Elements.newArray(entry.type(), length);
    int count;
    for (int from = 0; from < length; from += count) {
      count = Math.min(CHUNK, length - from);
      long position = dataStart + entry.start() + (long) from * entry.type().bytes();
      byte[] bytes = bytes(position, count * entry.type().bytes()).array();
      Elements.toArray(bytes, entry.type(), array, from, count);
    }
    return Elements.tensor(entry.type(), array, entry.shape());
  }

  private ByteBuffer bytes(long position, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  private DataException damaged(String what) {
    return new DataException(file + " is not a sound safetensors file: " + what);
  }
}
