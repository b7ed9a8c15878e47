package kierkegrad.formats.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A message in [Protocol Buffers' wire format](https://protobuf.dev/programming-guides/encoding):
/// each field is a key, `number · 8 + wire type`, and a value.
final class Message {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED_32 = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Message int64(int field, long value) {
    key(field, VARINT);
    varint(value);
    return this;
  }

  Message float64(int field, double value) {
    key(field, FIXED_64);
    out.writeBytes(little(Double.BYTES).putDouble(value).array());
    return this;
  }

  Message float32(int field, float value) {
    key(field, FIXED_32);
    out.writeBytes(little(Float.BYTES).putFloat(value).array());
    return this;
  }

  Message text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  Message message(int field, Message value) {
    return bytes(field, value.toBytes());
  }

  /// Repeated numbers, packed.
  Message packed(int field, double[] values) {
    ByteBuffer buffer = little(values.length * Double.BYTES);
    for (double value : values) {
      buffer.putDouble(value);
    }
    return bytes(field, buffer.array());
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  private Message bytes(int field, byte[] value) {
    key(field, LENGTH);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  private void key(int field, int wireType) {
    varint((long) field << 3 | wireType);
  }

  /// Seven bits a byte, the lowest first; the eighth bit says that more follow.
  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
