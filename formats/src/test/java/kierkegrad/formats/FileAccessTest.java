package kierkegrad.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import kierkegrad.formats.safetensors.Safetensors;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAccessTest {
  @TempDir Path folder;

  private static Safetensors content(float value) {
    java.util.SequencedMap<String, Tensor> tensors = new java.util.LinkedHashMap<>();
    tensors.put("a", Tensor.of(new float[] {value, 2, 3}));
    return new Safetensors(tensors, java.util.Map.of("k", "v"));
  }

  /// A disk that gets full after so many bytes.
  private static final class Full extends OutputStream {
    private final OutputStream out;
    private int left;

    Full(OutputStream out, int left) {
      this.out = out;
      this.left = left;
    }

    @Override
    public void write(int b) throws IOException {
      if (left-- == 0) {
        throw new IOException("No space left on device");
      }
      out.write(b);
    }
  }

  /// After every single byte of the file, and after the last one, before it takes its name.
  @Test
  void aFailureAtAnyByteLeavesTheOldFileAndNothingElse() throws Exception {
    Path file = folder.resolve("state.safetensors");
    content(1).save(file);
    byte[] old = Files.readAllBytes(file);
    Path other = folder.resolve("next");
    content(5).save(other);
    byte[] next = Files.readAllBytes(other);
    Files.delete(other);

    for (int n = 0; n <= next.length; n++) {
      int bytes = n;
      assertThatThrownBy(() ->
              FileAccess.replace(
                  file,
                  out -> {
                    new Full(out, bytes).write(next);
                    throw new IOException("No space left on device");
                  }))
          .isInstanceOf(DataException.class)
          .hasMessage("cannot write " + file + ": No space left on device");
      assertThat(Files.readAllBytes(file)).isEqualTo(old);
      assertThat(names()).containsExactly("state.safetensors");
    }
    FileAccess.replace(file, out -> new Full(out, next.length).write(next));
    assertThat(Files.readAllBytes(file)).isEqualTo(next);
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).toList().stream();
    }
  }

  @Test
  void removesOnlyWhatAKilledProcessLeftOfThisFile() throws Exception {
    Files.writeString(folder.resolve(".last.safetensors.1f.tmp"), "half");
    Files.writeString(folder.resolve(".other.safetensors.1f.tmp"), "half");
    Files.writeString(folder.resolve("last.safetensors"), "whole");
    FileAccess.removeLeftovers(folder.resolve("last.safetensors"));
    assertThat(names()).containsExactlyInAnyOrder(".other.safetensors.1f.tmp", "last.safetensors");
    FileAccess.removeLeftovers(folder.resolve("no/such/folder/file"));
  }
}
