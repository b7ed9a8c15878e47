package kierkegrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @Test
  void tellsItsVersion() {
    Console run = Console.run("--version");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).matches("kierkegrad \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plot"})
  void everyCommandExplainsItselfWithExamples(String command) {
    Console run = Console.run("help", command);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Examples:").contains("  kierkegrad " + command + " ");
    assertThat(Console.run(command, "--help").out()).isEqualTo(run.out());
    assertThat(Console.run("--help").out()).contains("  " + command + " ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''             | kierkegrad: which command? (see: kierkegrad help)
          plott          | kierkegrad: Unmatched argument at index 0: 'plott'; did you mean plot? (see: kierkegrad help)
          plot           | kierkegrad: Missing required parameter: 'ACTIVATION' (see: kierkegrad help plot)
          plot tanh --too 3 | kierkegrad: Unknown options: '--too', '3'; did you mean --to? (see: kierkegrad help plot)
          plot tanh --to x  | kierkegrad: Invalid value for option '--to': 'x' is not a double (see: kierkegrad help plot)
          plot swish     | kierkegrad: Invalid value for positional parameter at index 0 (ACTIVATION): 'swish' is none of relu, leaky_relu, sigmoid, tanh, softplus, softmax, identity (see: kierkegrad help plot)
          plot tanh --from 3 --to 3 | kierkegrad: plot: --from 3.0 must be less than --to 3.0, and both finite
          plot tanh --out t.pdf     | kierkegrad: plot: --out t.pdf must end in .png or .svg
          """)
  void aWrongCommandLineIsOneLineAndCode2(String args, String line) {
    Console run = Console.run((Object[]) (args.isEmpty() ? new String[0] : args.split(" ")));
    assertThat(run.err()).isEqualTo(line + System.lineSeparator());
    assertThat(run.exitCode()).isEqualTo(2);
  }
}
