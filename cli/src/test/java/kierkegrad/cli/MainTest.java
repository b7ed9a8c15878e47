package kierkegrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @TempDir private Path folder;

  @Test
  void tellsItsVersion() {
    Console run = Console.run("--version");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).matches("kierkegrad \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "evaluate", "predict", "plot"})
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
          plot swish     | kierkegrad: Invalid value for positional parameter at index 0 (ACTIVATION): 'swish' is none of relu, leaky_relu, sigmoid, tanh, softplus, relu6, elu, selu, gelu, silu, mish, hardsigmoid, hardswish, hardtanh, softsign, tanhshrink, log_sigmoid, softmax, identity (see: kierkegrad help plot)
          plot tanh --from 3 --to 3 | kierkegrad: plot: --from 3.0 must be less than --to 3.0, and both finite
          plot tanh --out t.pdf     | kierkegrad: plot: --out t.pdf must end in .png or .svg
          """)
  void aWrongCommandLineIsOneLineAndCode2(String args, String line) {
    Console run = Console.run((Object[]) (args.isEmpty() ? new String[0] : args.split(" ")));
    assertThat(run.err()).isEqualTo(line + System.lineSeparator());
    assertThat(run.exitCode()).isEqualTo(2);
  }

  /// Every way in which the data or the machine can be wrong. `DIR` stands for a fresh folder.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          train iris --target specie | 2 | iris has no column 'specie'; did you mean 'species'?
          train DIR/none.csv         | 2 | none.csv: no such file, and not one of iris, digits and fashion-mnist
          train DIR/empty.csv        | 2 | empty.csv is empty
          train DIR/ragged.csv       | 2 | ragged.csv, line 4: 2 cells, but line 1 has 3
          train DIR/text.csv         | 2 | text.csv, line 3, column a: 'x' is not a number
          train DIR/one.csv          | 2 | every row of the target y is 'u'
          train DIR/gap.csv --missing error | 2 | gap.csv, line 2, column b: the value is missing
          train iris --net 5-8-2     | 2 | --net 5-8-2 does not fit iris, which has 4 inputs and needs 3 outputs; use --net 4-8-3
          train iris --net 16        | 2 | --net 16: '16' is no network; write the widths from input to output, such as 4-16-3
          train iris --activation x  | 2 | --activation x: must be one of relu, leaky_relu, sigmoid, tanh, softplus, relu6, elu, selu, gelu, silu, mish, hardsigmoid, hardswish, hardtanh, softsign, tanhshrink, log_sigmoid, softmax, identity
          train iris --optimizer x   | 2 | --optimizer x: must be one of adam, adamw, sgd, rmsprop, nadam, radam, adamax, adagrad, adadelta, lion
          train iris --schedule x    | 2 | --schedule x: must be one of constant, cosine, onecycle, step, exponential, warmup
          train iris --missing x     | 2 | --missing x: must be one of impute, error
          train iris --dtype f16     | 2 | --dtype f16: must be one of f32, f64
          train iris --lr 0          | 2 | --lr 0: must be more than 0
          train iris --epochs 0      | 2 | --epochs 0: must be a whole number, 1 or more
          train iris --batch 0       | 2 | --batch 0: must be a whole number, 1 or more
          train iris --dropout 1     | 2 | --dropout 1: must be 0 or more and less than 1
          train iris --l1 -1         | 2 | --l1 -1: must be 0 or more
          train iris --test 0        | 2 | --test 0: must be more than 0 and less than 1
          train iris --threads 0     | 2 | --threads 0: must be 1 or more
          train iris --momentum 0.9  | 2 | --momentum goes with --optimizer sgd, not with adam
          train iris --batch 8 --trace DIR/t.csv | 2 | --trace follows single rows, not batches of 8
          train DIR/number.csv --trace DIR/t.csv | 2 | --trace follows the probabilities of classes
          train iris --out DIR/empty.csv  | 2 | empty.csv: cannot be written; choose another place
          train iris --json DIR           | 2 | is a folder, not a file that can be written
          train fashion-mnist --data DIR  | 2 | apt install dataset-fashion-mnist
          train iris --quiet --optimizer sgd --lr 1e30 --out DIR | 1 | for row 12 of the data; lower the learning rate
          evaluate DIR/none iris          | 2 | there is no such file
          evaluate DIR/one.csv iris       | 2 | one.csv is not a sound safetensors file
          predict DIR iris                | 2 | model.safetensors: there is no such file
          """)
  void everyErrorIsOneLine(String args, int exitCode, String text) throws IOException {
    write("empty.csv", "");
    write("ragged.csv", "a,b,y\n1,2,u\n3,4,v\n5,6\n");
    write("text.csv", "a,b,y\n1,2,u\nx,4,v\n5,6,u\n7,8,v\n");
    write("one.csv", "a,b,y\n1,2,u\n3,4,u\n5,6,u\n");
    write("gap.csv", "a,b,y\n1,,u\n2,4,v\n5,6,u\n3,8,v\n1,6,u\n9,8,v\n");
    write("number.csv", "a,y\n1,2.5\n3,3.5\n5,6.5\n6,2.1\n7,1.1\n");
    Console run = Console.run((Object[]) args.replace("DIR", folder.toString()).split(" +"));
    assertThat(run.err()).contains(text).startsWith("kierkegrad: ");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  @Test
  void debugShowsWhereAnErrorHappened() {
    Console run = Console.run("train", "iris", "--target", "none", "--debug");
    assertThat(run.err()).contains("\tat kierkegrad.");
    assertThat(run.err().lines()).last().asString().startsWith("kierkegrad: iris has no column");
  }

  @Test
  void aConstantFeatureIsLeftOutWithANote() throws IOException {
    write("constant.csv", "a,c,y\n" + "1,5,u\n2,5,v\n".repeat(10));
    Path data = folder.resolve("constant.csv");
    Console run = Console.run("train", data, "--epochs", 1, "--out", folder);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("note      left out, constant in the training rows: c");
  }
}
