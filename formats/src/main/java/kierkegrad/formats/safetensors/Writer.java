package kierkegrad.formats.safetensors;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes the parts of a file one behind the other.
final class Writer {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int CHUNK = 1 << 16;

  private Writer() {}

  static void write(Safetensors content, OutputStream out) throws IOException {
    byte[] header = header(content);
    out.write(
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .array());
    out.write(header);
    byte[] bytes = new byte[CHUNK * Long.BYTES];
    for (Tensor tensor : content.tensors().values()) {
      elements(tensor, bytes, out);
    }
  }

  private static void elements(Tensor tensor, byte[] bytes, OutputStream out) throws IOException {
    DType type = tensor.dtype();
    Object array = Elements.array(tensor);
    int length = tensor.elements();
    int count;
    for (int from = 0; from < length; from += count) {
      count = Math.min(CHUNK, length - from);
      Elements.toBytes(array, from, type, bytes, count);
      out.write(bytes, 0, count * type.bytes());
    }
  }

  /// The JSON, filled up with spaces to a multiple of eight bytes so that elements are aligned.
  private static byte[] header(Safetensors content) {
    ObjectNode root = JSON.createObjectNode();
    if (!content.metadata().isEmpty()) {
      ObjectNode metadata = root.putObject("__metadata__");
      content.metadata().forEach(metadata::put);
    }
    long end = 0;
    for (Map.Entry<String, Tensor> entry : content.tensors().entrySet()) {
      Tensor tensor = entry.getValue();
      ObjectNode entryNode = root.putObject(entry.getKey());
      entryNode.put("dtype", tensor.dtype().name());
      ArrayNode shape = entryNode.putArray("shape");
      Arrays.stream(tensor.shape().toArray()).forEach(shape::add);
      long start = end;
      end += (long) tensor.elements() * tensor.dtype().bytes();
      entryNode.putArray("data_offsets").add(start).add(end);
    }
    byte[] json = JSON.writeValueAsBytes(root);
    byte[] padded = Arrays.copyOf(json, Math.ceilDiv(json.length, 8) * 8);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }
}
