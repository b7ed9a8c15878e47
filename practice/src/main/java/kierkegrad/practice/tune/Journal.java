package kierkegrad.practice.tune;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kierkegrad.formats.DataException;
import kierkegrad.formats.FileAccess;
import kierkegrad.practice.settings.SettingException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The folder of a search: `search.json` says what is searched, and `trials.jsonl` has a line for
/// every finished training, which is on the disk before the next one counts. A line that a kill or
/// a full disk cut short is dropped.
final class Journal {
  static final String SEARCH = "search.json";
  static final String TRIALS = "trials.jsonl";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path file;
  private final List<Trial> known;

  private Journal(Path file, List<Trial> known) {
    this.file = file;
    this.known = known;
  }

  /// Begins a search in a folder, or goes on with the same one.
  ///
  /// @throws SettingException if another search is there
  static Journal open(Path folder, Map<String, Object> search) {
    try {
      Files.createDirectories(folder);
      Path head = folder.resolve(SEARCH);
      Path file = folder.resolve(TRIALS);
      String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(search) + "\n";
      if (Files.exists(head)) {
        if (!JSON.readTree(Files.readString(head)).equals(JSON.readTree(text))) {
          throw new SettingException(
              folder + " has another search in it; choose another --out, or remove it");
        }
      } else {
        if (Files.exists(file)) {
          throw new SettingException(
              "%s has %s, but no %s; choose another --out, or remove it"
                  .formatted(folder, TRIALS, SEARCH));
        }
        FileAccess.replace(head, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
      }
      return new Journal(file, read(file));
    } catch (JacksonException e) {
      throw new DataException(folder.resolve(SEARCH) + " is damaged; remove the folder", e);
    } catch (IOException e) {
      throw FileAccess.cannotWrite(folder, e);
    }
  }

  /// The trainings that were finished before.
  List<Trial> known() {
    return known;
  }

  private static List<Trial> read(Path file) throws IOException {
    List<Trial> trials = new ArrayList<>();
    if (!Files.exists(file)) {
      return trials;
    }
    byte[] bytes = Files.readAllBytes(file);
    int whole = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        trials.add(trial(file, new String(bytes, whole, i - whole, StandardCharsets.UTF_8)));
        whole = i + 1;
      }
    }
    if (whole < bytes.length) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(whole);
      }
    }
    return trials;
  }

  private static Trial trial(Path file, String line) {
    try {
      return Trial.of(JSON.readValue(line, new TypeReference<Map<String, Object>>() {}));
    } catch (RuntimeException e) {
      throw new DataException(file + " is damaged at: " + line, e);
    }
  }

  /// Writes a line, and waits until it is on the disk.
  synchronized void add(Trial trial) {
    byte[] line = (JSON.writeValueAsString(trial.toMap()) + "\n").getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer rest = ByteBuffer.wrap(line);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(false);
    } catch (IOException e) {
      throw FileAccess.cannotWrite(file, e);
    }
  }
}
