package kierkegrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import kierkegrad.cli.help.Manual;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
  private static final Path ROOT = Path.of("..");

  @TempDir private Path folder;

  static Stream<String> commands() {
    return Main.line().getSubcommands().entrySet().stream()
        .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
        .map(entry -> entry.getKey())
        .filter(name -> !name.equals("help"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasADescriptionAndExamplesThatParse(String name) {
    CommandSpec spec = spec(name);
    assertThat(spec.usageMessage().description()).isNotEmpty();
    assertThat(spec.options())
        .allSatisfy(o -> assertThat(o.description()).as(o.longestName()).isNotEmpty());
    assertThat(spec.positionalParameters())
        .allSatisfy(p -> assertThat(p.description()).as(p.paramLabel()).isNotEmpty());
    String footer = String.join("\n", spec.usageMessage().footer()).replace("\\\n", " ");
    List<String> examples =
        footer
            .lines()
            .map(String::strip)
            .flatMap(line -> Arrays.stream(line.split("\\s*(&&|\\||<\\(|\\$\\()\\s*")))
            .filter(line -> line.startsWith("kierkegrad "))
            .map(line -> line.replaceFirst("\\s*[)<>].*", "").strip())
            .toList();
    assertThat(examples).as("examples of " + name).isNotEmpty();
    for (String example : examples) {
      String[] words = example.replace("'", "").replace("\"", "").split("\\s+");
      Main.line().parseArgs(Arrays.copyOfRange(words, 1, words.length));
    }
  }

  private static CommandSpec spec(String name) {
    return Main.line().getSubcommands().get(name).getCommandSpec();
  }

  @Test
  void commandsStandInGroups() {
    String help = Console.run("help").out();
    assertThat(help)
        .containsSubsequence(
            "Learn from data:",
            "  train ",
            "Use a model:",
            "  evaluate ",
            "Understand:",
            "  explain ",
            "Help when it goes wrong:",
            "  lint ");
    assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void theSynopsisIsShort() {
    assertThat(Console.run("help", "train").out())
        .startsWith("Usage: kierkegrad train [DATA] [OPTIONS]");
  }

  @Test
  void theManualIsUpToDate() throws IOException {
    assertThat(Files.readString(ROOT.resolve("docs/cli.md")))
        .as("run ./kierkegrad manual > docs/cli.md")
        .isEqualTo(Manual.markdown(Main.line()));
  }

  /// Bash itself completes.
  @ParameterizedTest
  @CsvSource({
    "kierkegrad tra, train",
    "kierkegrad train --activ, --activation",
    "kierkegrad train --activation le, leaky_relu",
    "kierkegrad train --optimizer rms, rmsprop",
    "kierkegrad train ir, iris",
    "kierkegrad completion fi, fish"
  })
  void bashCompletes(String line, String completed) throws Exception {
    Path script = folder.resolve("kierkegrad.bash");
    Files.writeString(script, Console.run("completion", "bash").out());
    String ask =
        "source '%s'; compopt() { :; }; COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_kierkegrad; echo \"${COMPREPLY[@]}\""
            .formatted(script, line);
    Process bash =
        new ProcessBuilder("bash", "-c", ask)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .start();
    String answer = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(answer.strip()).isEqualTo(completed);
  }

  @Test
  void fishKnowsEveryOption() {
    String script = Console.run("completion", "fish").out();
    for (OptionSpec option : spec("train").options()) {
      assertThat(script).contains(" -l " + option.longestName().substring(2) + " ");
    }
    assertThat(script)
        .contains("-a lint -d ", "-l shuffle", "-l no-shuffle", "-a 'f32 f64'", "-a 'iris digits");
  }

  @Test
  void aWrongCommandIsCorrected() {
    Console run = Console.run("trian", "iris");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("did you mean train?").hasLineCount(1);
  }
}
