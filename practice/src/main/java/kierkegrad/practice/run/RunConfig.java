package kierkegrad.practice.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kierkegrad.formats.DataException;
import kierkegrad.formats.FileAccess;
import kierkegrad.formats.table.EditDistance;
import kierkegrad.formats.table.Header;
import kierkegrad.practice.data.Location;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.SettingException;
import kierkegrad.practice.settings.Settings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/// What a run is made of, as a YAML file that people read and write: the data, and settings under
/// their names.
///
/// ```yaml
/// data: flowers.csv
/// target: species
/// lr: 0.003
/// ```
///
/// @param data where the data is, if the file says so
/// @param settings those that the file has
/// @param keepsPath whether the weights along the training are kept, for `surface --path`
public record RunConfig(Optional<Location> data, Settings settings, boolean keepsPath) {
  private static final String DATA = "data";
  private static final String HEADER = "header";
  private static final String FOLDER = "data-folder";
  private static final String PATH = "checkpoints";
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .disable(YAMLWriteFeature.SPLIT_LINES)
          .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
          .build();

  /// Data and settings, without the way of the weights.
  public RunConfig(Location data, Settings settings) {
    this(Optional.of(data), settings, false);
  }

  /// Reads a file.
  ///
  /// @throws DataException if it cannot be read or is no YAML of keys and values
  /// @throws SettingException if a key is unknown or a value is not possible; the message names the
  ///   line
  public static RunConfig read(Path file) {
    try {
      return new Reading(file).read(Files.readString(file));
    } catch (JacksonException e) {
      throw new DataException(
          "%s, line %d is no YAML: %s"
              .formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw FileAccess.cannotRead(file, e);
    }
  }

  /// Writes a file; it appears whole or not at all.
  ///
  /// @throws DataException if it cannot be written
  public void write(Path file) {
    byte[] text = toString().getBytes(StandardCharsets.UTF_8);
    FileAccess.replace(file, out -> out.write(text));
  }

  /// The text of the file.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    Map<String, Object> files = new LinkedHashMap<>();
    data.ifPresent(place -> {
      files.put(DATA, place.names().size() == 1 ? place.names().getFirst() : place.names());
      if (place.header() != Header.AUTO) {
        files.put(HEADER, place.header() == Header.PRESENT);
      }
      place.folder().ifPresent(folder -> files.put(FOLDER, folder.toString()));
    });
    if (keepsPath) {
      files.put(PATH, true);
    }
    section(text, "Files", files);
    Map<String, String> chosen = settings.toMap();
    for (Setting.Group group : Setting.Group.values()) {
      Map<String, Object> values = new LinkedHashMap<>();
      chosen.forEach((name, value) ->
          Setting.find(name)
              .filter(setting -> setting.group() == group)
              .ifPresent(setting ->
                  values.put(name, setting.isFlag() ? (Object) Boolean.valueOf(value) : value)));
      section(text, group.title(), values);
    }
    return text.toString();
  }

  private static void section(StringBuilder text, String title, Map<String, Object> values) {
    if (!values.isEmpty()) {
      text.append(text.isEmpty() ? "" : "\n").append("# ").append(title).append('\n');
      text.append(YAML.writeValueAsString(values));
    }
  }

  /// One file being read.
  private static final class Reading {
    private final Path file;
    private final Set<String> keys = new HashSet<>();
    private Settings settings = Settings.NONE;
    private List<String> data = List.of();
    private Header header = Header.AUTO;
    private Optional<Path> folder = Optional.empty();
    private boolean keepsPath;

    Reading(Path file) {
      this.file = file;
    }

    RunConfig read(String text) {
      try (JsonParser yaml = YAML.createParser(text)) {
        JsonToken first = yaml.nextToken();
        if (first == JsonToken.START_OBJECT) {
          while (yaml.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = yaml.currentName();
            int line = yaml.currentTokenLocation().getLineNr();
            if (!keys.add(key)) {
              throw wrong(line, "'%s' is here for the second time; keep one".formatted(key));
            }
            entry(key, values(yaml, key, line), line);
          }
        } else if (first != null) {
          throw wrong(1, "must have lines such as 'lr: 0.01'");
        }
      }
      Optional<Location> place =
          data.isEmpty() ? Optional.empty() : Optional.of(new Location(data, header, folder));
      return new RunConfig(place, settings, keepsPath);
    }

    private List<String> values(JsonParser yaml, String key, int line) {
      JsonToken token = yaml.nextToken();
      if (token == JsonToken.START_ARRAY) {
        List<String> values = new ArrayList<>();
        while (yaml.nextToken() != JsonToken.END_ARRAY) {
          values.add(scalar(yaml, key, line));
        }
        return values;
      }
      return List.of(scalar(yaml, key, line));
    }

    private String scalar(JsonParser yaml, String key, int line) {
      if (!yaml.currentToken().isScalarValue()) {
        throw wrong(line, "'%s' must have one value, or a list of them".formatted(key));
      }
      if (yaml.currentToken() == JsonToken.VALUE_NULL) {
        throw wrong(line, "'%s' has no value; give it one, or remove the line".formatted(key));
      }
      return yaml.getString();
    }

    private void entry(String key, List<String> values, int line) {
      switch (key) {
        case DATA -> data = values;
        case HEADER -> header = flag(key, values, line) ? Header.PRESENT : Header.ABSENT;
        case FOLDER -> folder = Optional.of(Path.of(String.join(",", values)));
        case PATH -> keepsPath = flag(key, values, line);
        default -> setting(key, String.join(",", values), line);
      }
    }

    private boolean flag(String key, List<String> values, int line) {
      return switch (String.join(",", values)) {
        case "true" -> true;
        case "false" -> false;
        default -> throw wrong(line, "'%s' must be true or false".formatted(key));
      };
    }

    private void setting(String key, String value, int line) {
      if (Setting.find(key).isEmpty()) {
        List<String> known = new ArrayList<>(Setting.all().stream().map(Setting::name).toList());
        known.addAll(List.of(DATA, HEADER, FOLDER, PATH));
        throw wrong(
            line,
            "there is no setting '%s'; did you mean '%s'?"
                .formatted(key, EditDistance.nearest(key, known)));
      }
      try {
        settings = settings.with(key, value);
      } catch (SettingException e) {
        throw wrong(line, String.valueOf(e.getMessage()).replaceFirst("^--(\\S+) ", "$1: "));
      }
    }

    private SettingException wrong(int line, String what) {
      return new SettingException("%s, line %d: %s".formatted(file, line, what));
    }
  }
}
