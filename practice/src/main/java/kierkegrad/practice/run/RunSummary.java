package kierkegrad.practice.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import kierkegrad.formats.DataException;
import kierkegrad.formats.FileAccess;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.SettingException;
import kierkegrad.practice.settings.Settings;

/// A run at a glance. Whatever its folder lacks or has damaged is left open, and [#problem] says
/// so.
///
/// @param folder where it is
/// @param state what became of it
/// @param started when it began, in UTC; empty if unknown
/// @param data the name of the data
/// @param settings all of them
/// @param epochs how many epochs are done
/// @param validation the accuracy on the validation part, of numbers the loss
/// @param test the accuracy on the test part, of numbers R²
/// @param seconds how long the epochs took
/// @param problem what could not be read
public record RunSummary(
    RunFolder folder,
    RunState state,
    String started,
    String data,
    Settings settings,
    int epochs,
    OptionalDouble validation,
    OptionalDouble test,
    double seconds,
    Optional<String> problem) {

  /// The runs in a folder, the oldest first. Folders that are no runs are left out.
  ///
  /// @throws DataException if the folder cannot be read
  public static List<RunSummary> all(Path runs) {
    List<RunSummary> found = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(runs, Files::isDirectory)) {
      for (Path folder : folders) {
        of(new RunFolder(folder)).ifPresent(found::add);
      }
    } catch (IOException e) {
      throw FileAccess.cannotRead(runs, e);
    }
    found.sort(Comparator.comparing(RunSummary::started).thenComparing(run -> run.folder().path()));
    return found;
  }

  /// The run in a folder; none if it holds no run.
  public static Optional<RunSummary> of(RunFolder folder) {
    return new Reading(folder).read();
  }

  /// Reads what can be read.
  private static final class Reading {
    private final RunFolder folder;
    private Optional<String> problem = Optional.empty();

    Reading(RunFolder folder) {
      this.folder = folder;
    }

    Optional<RunSummary> read() {
      if (!Files.exists(folder.file(RunFolder.SETTINGS))) {
        return Optional.empty();
      }
      RunState state =
          attempt(() -> folder.state().orElse(RunState.INTERRUPTED), RunState.INTERRUPTED);
      RunConfig config =
          attempt(folder::config, new RunConfig(Optional.empty(), Settings.NONE, false));
      Map<String, Object> result =
          attempt(() -> folder.result().orElseGet(LinkedHashMap::new), new LinkedHashMap<>());
      List<Metrics.Epoch> epochs =
          Files.exists(folder.file(RunFolder.METRICS))
              ? attempt(() -> folder.metrics().epochs(), List.of())
              : List.of();
      Optional<Metrics.Epoch> last =
          epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.getLast());
      return Optional.of(
          new RunSummary(
              folder,
              state,
              attempt(() -> folder.environment().started(), ""),
              attempt(() -> folder.data().name(), ""),
              config.settings(),
              epochs.size(),
              first(
                  number(result, "validation_accuracy"),
                  number(result, "validation_loss"),
                  last.map(Metrics.Epoch::validationAccuracy).orElse(OptionalDouble.empty()),
                  last.map(Metrics.Epoch::validationLoss).orElse(OptionalDouble.empty())),
              first(number(result, "test_accuracy"), number(result, "test_r2")),
              epochs.stream().mapToDouble(Metrics.Epoch::seconds).sum(),
              problem));
    }

    private <T> T attempt(java.util.function.Supplier<T> reading, T otherwise) {
      try {
        return reading.get();
      } catch (DataException | SettingException | UncheckedIOException e) {
        problem = problem.or(() -> Optional.of(String.valueOf(e.getMessage())));
        return otherwise;
      }
    }

    private static OptionalDouble first(OptionalDouble... values) {
      for (OptionalDouble value : values) {
        if (value.isPresent()) {
          return value;
        }
      }
      return OptionalDouble.empty();
    }

    private static OptionalDouble number(Map<String, Object> result, String name) {
      return result.get(name) instanceof Number number
          ? OptionalDouble.of(number.doubleValue())
          : OptionalDouble.empty();
    }
  }

  /// The widths of the network, such as `4-16-3`; empty if unknown.
  public String network() {
    return settings.find(Setting.NET).map(Setting.NET::print).orElse("");
  }

  /// How many epochs it has at most; 0 if unknown.
  public int planned() {
    return settings.find(Setting.EPOCHS).orElse(0);
  }

  /// The settings in which runs differ, each with the value of every run in order; empty where a
  /// run has none.
  public static SequencedMap<String, List<String>> differences(List<RunSummary> runs) {
    SequencedMap<String, List<String>> differences = new LinkedHashMap<>();
    for (Setting<?> setting : Setting.all()) {
      List<String> values =
          runs.stream()
              .map(run -> run.settings().toMap().getOrDefault(setting.name(), ""))
              .toList();
      if (values.stream().distinct().count() > 1) {
        differences.put(setting.name(), values);
      }
    }
    return differences;
  }
}
