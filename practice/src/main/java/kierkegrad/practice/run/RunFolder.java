package kierkegrad.practice.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import kierkegrad.formats.DataException;
import kierkegrad.formats.FileAccess;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.practice.data.DataCard;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The folder of a run: everything that was decided, measured and learnt.
///
/// | file | what it is |
/// |---|---|
/// | `settings.yaml` | the data and all settings ([RunConfig]) |
/// | `environment.json` | the machine ([Environment]) |
/// | `data.json` | what the data was ([kierkegrad.practice.data.DataCard]) |
/// | `metrics.jsonl` | how it went ([Metrics]) |
/// | `events.out.tfevents.*` | the same for TensorBoard |
/// | `checkpoints/` | the state of the training, to resume it |
/// | `model.safetensors` | the model ([TrainedModel]) |
/// | `report.html` | a page about it |
/// | `result.json` | how it ended; written last |
///
/// ```java
/// RunFolder folder = new RunFolder(Path.of("runs/iris-1"));
/// List<Metrics.Epoch> epochs = folder.metrics().epochs();
/// ```
///
/// @param path the folder
public record RunFolder(Path path) {
  /// The file with data and settings.
  public static final String SETTINGS = "settings.yaml";

  /// The file about the machine.
  public static final String ENVIRONMENT = "environment.json";

  /// The file about the data.
  public static final String DATA = "data.json";

  /// The file with what was measured.
  public static final String METRICS = "metrics.jsonl";

  /// The event files for TensorBoard, as a pattern.
  public static final String EVENTS = "events.out.tfevents.*";

  /// The file about the end.
  public static final String RESULT = "result.json";

  /// The model.
  public static final String MODEL = "model.safetensors";

  /// The page.
  public static final String REPORT = "report.html";

  /// The folder with states of the training.
  public static final String CHECKPOINTS = "checkpoints";

  private static final String STATE = "state";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /// Makes the first of `DATA-1`, `DATA-2`, … that is not there yet. Two processes that do so at
  /// the same moment get different ones.
  ///
  /// @param runs the folder that they are in
  /// @param data the name of the data
  public static RunFolder next(Path runs, String data) {
    try {
      Files.createDirectories(runs);
      for (int number = 1; ; number++) {
        Path folder = runs.resolve(data + "-" + number);
        try {
          return new RunFolder(Files.createDirectory(folder));
        } catch (FileAlreadyExistsException e) {
          // Somebody else has it.
        }
      }
    } catch (IOException e) {
      throw FileAccess.cannotWrite(runs, e);
    }
  }

  /// A file in it.
  public Path file(String name) {
    return path.resolve(name);
  }

  /// What became of the run; none if the folder holds no run.
  public Optional<RunState> state() {
    if (!Files.exists(file(SETTINGS))) {
      return Optional.empty();
    }
    if (RunLock.isTaken(path)) {
      return Optional.of(RunState.RUNNING);
    }
    String told = result().map(r -> String.valueOf(r.get(STATE))).orElse("");
    return Arrays.stream(RunState.values())
        .filter(state -> state.toString().equals(told))
        .findFirst()
        .or(() -> Optional.of(RunState.INTERRUPTED));
  }

  /// What the data was.
  ///
  /// @throws DataException if the file cannot be read or is damaged
  public DataCard data() {
    return read(DATA, DataCard.class);
  }

  /// The machine.
  ///
  /// @throws DataException if the file cannot be read or is damaged
  public Environment environment() {
    return read(ENVIRONMENT, Environment.class);
  }

  /// Data and settings.
  ///
  /// @throws DataException if the file cannot be read or is damaged
  public RunConfig config() {
    return RunConfig.read(file(SETTINGS));
  }

  /// How it went, so far.
  ///
  /// @throws DataException if the file cannot be read or is damaged
  public Metrics metrics() {
    return Metrics.read(file(METRICS));
  }

  /// How it ended, if it did.
  ///
  /// @throws DataException if the file cannot be read or is damaged
  public Optional<SequencedMap<String, Object>> result() {
    return Files.exists(file(RESULT)) ? Optional.of(json(RESULT)) : Optional.empty();
  }

  /// The model.
  ///
  /// @throws DataException if the file cannot be read or is damaged
  public TrainedModel model() {
    return TrainedModel.load(file(MODEL));
  }

  /// One of its JSON files.
  ///
  /// @throws DataException if the file cannot be read or is damaged
  public SequencedMap<String, Object> json(String name) {
    return parse(name, bytes -> JSON.readValue(bytes, new TypeReference<>() {}));
  }

  private <T> T read(String name, Class<T> type) {
    return parse(name, bytes -> JSON.readValue(bytes, type));
  }

  private <T> T parse(String name, Function<byte[], T> reader) {
    Path file = file(name);
    try {
      return reader.apply(Files.readAllBytes(file));
    } catch (JacksonException e) {
      throw new DataException(file + " is damaged: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw FileAccess.cannotRead(file, e);
    }
  }

  /// Writes one of its JSON files; it appears whole or not at all.
  ///
  /// @throws DataException if it cannot be written
  public void write(String name, Object content) {
    byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content);
    FileAccess.replace(
        file(name),
        out -> {
          out.write(json);
          out.write('\n');
        });
  }
}
