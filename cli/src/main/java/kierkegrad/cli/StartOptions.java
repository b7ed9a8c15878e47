package kierkegrad.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kierkegrad.formats.table.Header;
import kierkegrad.practice.data.Location;
import kierkegrad.practice.run.RunConfig;
import kierkegrad.practice.run.RunFolder;
import kierkegrad.practice.settings.Settings;
import picocli.CommandLine.Option;

/// The options that say from what a training starts.
final class StartOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Reads data and settings from a YAML file, such as the settings.yaml of a run; DATA and"
              + " options of the command line win over it.")
  Optional<Path> config = Optional.empty();

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description =
          "Goes on with a run that was stopped or killed, from its last checkpoint, and ends in the"
              + " same bits as if it had never stopped. RUN is its folder; data and settings are"
              + " those that it has.")
  Optional<Path> resume = Optional.empty();

  /// What the command line and the file say together.
  RunConfig config(List<String> data, DataOptions reading, FileOptions files, Settings chosen) {
    RunConfig file =
        config.map(RunConfig::read).orElse(new RunConfig(Optional.empty(), Settings.NONE, false));
    Location there = file.data().orElse(new Location(List.of(), Header.AUTO, Optional.empty()));
    Location place =
        new Location(
            data.isEmpty() ? there.names() : data,
            reading.header() == Header.AUTO ? there.header() : reading.header(),
            reading.folder().or(there::folder));
    if (place.names().isEmpty()) {
      throw CommandException.usage(
          "train needs DATA, such as iris or flowers.csv, a --config that names it, or --resume"
              + " RUN");
    }
    return new RunConfig(
        Optional.of(place), file.settings().with(chosen), file.keepsPath() || files.checkpoints);
  }

  /// The folder of the run to go on with.
  ///
  /// @throws CommandException if something is chosen that the run has decided
  RunFolder resumed(List<String> data, DataOptions reading, FileOptions files, Settings chosen) {
    List<String> decided = new ArrayList<>(data);
    chosen.toMap().keySet().forEach(name -> decided.add("--" + name));
    config.ifPresent(_ -> decided.add("--config"));
    reading.folder().ifPresent(_ -> decided.add("--data"));
    if (reading.header() != Header.AUTO) {
      decided.add("--header");
    }
    files.out.ifPresent(_ -> decided.add("--out"));
    files.trace.ifPresent(_ -> decided.add("--trace"));
    if (files.checkpoints) {
      decided.add("--checkpoints");
    }
    if (!decided.isEmpty()) {
      throw CommandException.usage(
          "--resume goes on with the data and settings of the run; leave out "
              + String.join(" ", decided));
    }
    return new RunFolder(resume.orElseThrow());
  }
}
