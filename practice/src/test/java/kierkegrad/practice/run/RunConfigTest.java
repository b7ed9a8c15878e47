package kierkegrad.practice.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kierkegrad.formats.DataException;
import kierkegrad.formats.table.Header;
import kierkegrad.practice.data.Location;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.SettingException;
import kierkegrad.practice.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunConfigTest {
  @TempDir private Path dir;

  @Test
  void everySettingComesBack() {
    Settings all =
        Settings.NONE
            .with(Setting.HIDDEN, Setting.HIDDEN.read("8-4"))
            .with(Setting.NORMALIZE, false)
            .with(Setting.LR, 1e-7)
            .with("seed", "-9223372036854775808")
            .complete(Run.of(Source.of("iris"), Settings.NONE).data().shape("iris"))
            .with("batch", "full");
    RunConfig written = new RunConfig(Optional.of(Location.of("iris")), all, true);

    assertThat(again(written)).isEqualTo(written);
    assertThat(written.toString())
        .startsWith("# Files\ndata: iris\ncheckpoints: true\n\n# Rows and columns\n")
        .contains("\nnormalize: false\n", "\nlr: 1.0E-7\n", "\nnet: 4-8-4-3\n", "\nbatch: full\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: b",
        "# no comment",
        "",
        " space ",
        "12",
        "1e3",
        "true",
        "no",
        "null",
        "~",
        "'quoted'",
        "\"q\"",
        "two\nlines",
        "größe 木",
        "- list",
        "[x]",
        "{x}",
        "*x",
        "&x",
        "!x",
        "%x",
        "@x",
        "a #b",
        "a,b",
        "0x1F",
        "1_000",
        "2020-01-01",
        "\\"
      })
  void anyNameOfAColumnComesBack(String name) {
    RunConfig written =
        new RunConfig(Optional.empty(), Settings.NONE.with(Setting.TARGET, name), false);

    assertThat(again(written).settings().find(Setting.TARGET)).contains(name.strip());
  }

  @Test
  void dataOfTwoFilesWithHeaderAndFolderComesBack() {
    Location place =
        new Location(
            List.of("/data/a images.idx", "labels: all.idx"),
            Header.ABSENT,
            Optional.of(Path.of("/tmp/x y")));
    RunConfig written = new RunConfig(Optional.of(place), Settings.NONE, false);

    assertThat(again(written)).isEqualTo(written);
  }

  @Test
  void peopleMayWriteListsAndComments() throws IOException {
    RunConfig read =
        read(
            "---\n"
                + "# mine\n"
                + "data: [a.idx, b.idx]\n"
                + "ignore: [id, name] # not these\n"
                + "lr: 1e-3\n"
                + "shuffle: no\n");

    assertThat(read.data().orElseThrow().names()).containsExactly("a.idx", "b.idx");
    assertThat(read.settings().get(Setting.IGNORE)).isEqualTo("id,name");
    assertThat(read.settings().get(Setting.LR)).isEqualTo(0.001);
    assertThat(read.settings().get(Setting.SHUFFLE)).isFalse();
  }

  @Test
  void anEmptyFileChoosesNothing() throws IOException {
    assertThat(read("# nothing\n"))
        .isEqualTo(new RunConfig(Optional.empty(), Settings.NONE, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lr: 0.1;droput: 0.5| line 2: there is no setting 'droput'; did you mean 'dropout'?",
        "dta: iris| line 1: there is no setting 'dta'; did you mean 'data'?",
        "# x;;lr: 0| line 3: lr: 0: must be more than 0",
        "lr:| line 1: 'lr' has no value; give it one, or remove the line",
        "lr: {a: 1}| line 1: 'lr' must have one value, or a list of them",
        "header: maybe| line 1: 'header' must be true or false",
        "just words| line 1: must have lines such as 'lr: 0.01'",
      })
  void whatIsWrongIsToldWithItsLine(String text, String message) {
    assertThatThrownBy(() -> read(text.replace(";", "\n")))
        .isInstanceOf(SettingException.class)
        .hasMessageStartingWith(dir.resolve("c.yaml") + ",")
        .hasMessageContaining(message.strip());
  }

  @Test
  void noYamlIsToldWithItsLine() {
    assertThatThrownBy(() -> read("lr: 0.1\nnet: [4, 3\nx: }"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("c.yaml, line 3 is no YAML: ");
  }

  @Test
  void aKeyTwiceIsAnError() {
    assertThatThrownBy(() -> read("lr: 0.1\nlr: 0.2\n"))
        .hasMessageContaining("line 2")
        .hasMessageContaining("lr");
  }

  private RunConfig again(RunConfig config) {
    Path file = dir.resolve("settings.yaml");
    config.write(file);
    return RunConfig.read(file);
  }

  private RunConfig read(String text) throws IOException {
    Path file = dir.resolve("c.yaml");
    Files.writeString(file, text);
    return RunConfig.read(file);
  }
}
