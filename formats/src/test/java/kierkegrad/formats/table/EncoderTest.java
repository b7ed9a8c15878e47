package kierkegrad.formats.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kierkegrad.formats.DataException;
import kierkegrad.tensor.DType;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderTest {
  @TempDir Path directory;

  private Table table(String text) throws IOException {
    return Table.csv(Files.writeString(directory.resolve("data.csv"), text));
  }

  private static Encoder fit(Table table, String target) {
    return Encoder.fit(table, target, table.allRows(), Encoder.Options.DEFAULT);
  }

  private static void assertRefused(Runnable what, String message) {
    assertThatThrownBy(what::run).isInstanceOf(DataException.class).hasMessage(message);
  }

  /// Training rows 0 to 3: size 1, –, 2, 6 has median 2, so 1, 2, 2, 6 … but mean and σ are over
  /// the values that are there: mean 3, σ² = (4 + 1 + 9)/3 = 14/3, σ = 2.160247. Row 4 is not
  /// looked at.
  @Test
  void learnsFromTheTrainingRowsOnly() throws IOException {
    Table table = table("size,colour,kind\n1,red,a\n,blue,b\n2,,a\n6,blue,b\n1000,green,a\n");
    Encoder encoder =
        Encoder.fit(table, "kind", new int[] {0, 1, 2, 3}, Encoder.Options.DEFAULT.withAbsence(1));
    assertThat(encoder.featureNames()).containsExactly("size", "colour=blue", "colour=red");
    assertThat(encoder.inputs()).isEqualTo(3);
    assertThat(encoder.notes()).isEmpty();
    Tensor x = encoder.x(table, new int[] {4, 0, 1, 2});
    assertThat(x.dtype()).isEqualTo(DType.F32);
    assertThat(x.shape().toArray()).containsExactly(4, 3);
    double sigma = 2.160247;
    assertThat(x.toDoubleArray())
        .containsExactly(
            new double[] {
              997 / sigma, 0, 0, // a colour that training has not seen
              -2 / sigma, 0, 1,
              -1 / sigma, 1, 0, // the median, 2
              -1 / sigma, 1, 0 // the most frequent colour, blue
            },
            within(1e-4));
    assertThat(encoder.y(table, new int[] {1, 4}).toLongArray()).containsExactly(1, 0);
  }

  @Test
  void normalisationCanBeOff() throws IOException {
    Table table = table("size,kind\n1,a\n,b\n4,a\n");
    Encoder encoder =
        Encoder.fit(table, "kind", table.allRows(), Encoder.Options.RAW.withAbsence(1));
    assertThat(encoder.x(table).toDoubleArray()).containsExactly(1, 2.5, 4);
  }

  @Test
  void missingValuesCanBeRefused() throws IOException {
    Table table = table("size,colour,kind\n1,red,a\n2,,b\n3,blue,a\n");
    Encoder.Options strict = Encoder.Options.DEFAULT.withMissing(Missing.ERROR);
    assertRefused(
        () -> Encoder.fit(table, "kind", table.allRows(), strict),
        "data.csv, line 3, column colour: the value is missing and missing values are refused; fill"
            + " it in, delete the row, or let missing values be imputed");
  }

  @Test
  void tasksFollowFromTheTarget() throws IOException {
    assertThat(fit(table("x,t\n1,yes\n2,no\n3,no\n"), "t").classes()).containsExactly("no", "yes");
    assertThat(fit(table("x,t\n1,10\n2,9\n3,10.0\n"), "t").classes()).containsExactly("9", "10");
    assertThat(fit(table("x,t\n1,1\n2,2.5\n3,4\n"), "t").task()).isEqualTo(Task.REGRESSION);
    assertThat(fit(table(counting(20)), "t").task()).isEqualTo(Task.CLASSIFICATION);
    assertThat(fit(table(counting(21)), "t").task()).isEqualTo(Task.REGRESSION);
    Encoder told =
        Encoder.fit(
            table("x,t\n1,1\n2,2\n3,3\n"),
            "t",
            new int[] {0, 1, 2},
            Encoder.Options.DEFAULT.withTask(Task.REGRESSION));
    assertThat(told.task()).isEqualTo(Task.REGRESSION);
    assertThat(told.classes()).isEmpty();
  }

  private static String counting(int rows) {
    return IntStream.range(0, rows)
        .mapToObj(i -> i * i + "," + (i + 5))
        .collect(Collectors.joining("\n", "x,t\n", "\n"));
  }

  /// 1.5, 2.5, 6.5 (the last row is not for training): mean 3.5, σ² = (4 + 1 + 9)/3, σ = 2.160247.
  @Test
  void quantitiesAreStandardisedAndBack() throws IOException {
    Table table = table("x,t\n1,1.5\n2,2.5\n3,6.5\n4,99\n");
    Encoder encoder = Encoder.fit(table, "t", new int[] {0, 1, 2}, Encoder.Options.DEFAULT);
    Tensor y = encoder.y(table);
    assertThat(y.shape().toArray()).containsExactly(4, 1);
    assertThat(y.toDoubleArray())
        .containsExactly(
            new double[] {-2 / 2.160247, -1 / 2.160247, 3 / 2.160247, 95.5 / 2.160247},
            within(1e-4));
    assertThat(encoder.target().decode(y).toDoubleArray())
        .containsExactly(new double[] {1.5, 2.5, 6.5, 99}, within(1e-4));
  }

  @Test
  void unsuitableTargetsAreNamed() throws IOException {
    Table gap = table("x,t\n1,a\n2,\n3,\n");
    assertRefused(
        () -> fit(gap, "t"),
        "data.csv, line 3, column t: the target is missing (2 of 3 rows); delete such rows or choose"
            + " another target");
    Table one = table("x,t\n1,a\n2,a\n");
    assertRefused(
        () -> fit(one, "t"),
        "data.csv: every row of the target t is 'a'; a model needs at least two classes to tell"
            + " apart");
    Table names = table("x,t\n1,a\n2,b\n");
    Encoder.Options regression = Encoder.Options.DEFAULT.withTask(Task.REGRESSION);
    assertRefused(
        () -> Encoder.fit(names, "t", names.allRows(), regression),
        "data.csv: the target t is not numeric, so it cannot be a quantity; train a classifier, or"
            + " choose another target");
    Table level = table("x,t\n1,1.5\n2,1.5\n3,2.5\n");
    assertRefused(
        () -> Encoder.fit(level, "t", new int[] {0, 1}, Encoder.Options.DEFAULT),
        "data.csv: every training row of the target t is 1.5; there is nothing to learn");
    assertThatThrownBy(() -> fit(names, "T2"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("did you mean 't'?");
    assertThatThrownBy(() -> Encoder.fit(names, "t", new int[0], Encoder.Options.DEFAULT))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no row is left to train with");
  }

  @Test
  void columnsThatCannotHelpAreLeftOut() throws IOException {
    String rows =
        IntStream.range(0, 12)
            .mapToObj(i -> "%d,%d,7,same,name%d,,%d,%s".formatted(97 * i % 50, i, i, i * i, i % 2))
            .collect(Collectors.joining("\n"));
    Table table = table("Id,row,level,word,who,none,x,t\n" + rows + "\n");
    Encoder encoder = fit(table, "t");
    assertThat(encoder.featureNames()).containsExactly("x");
    assertThat(encoder.notes())
        .containsExactly(
            "left out, a different text in every row: who",
            "left out, constant in the training rows: level, word",
            "left out, numbers that only identify the rows: Id, row",
            "left out, without values in the training rows: none");
  }

  @Test
  void aTableWithoutFeaturesIsRefused() throws IOException {
    Table table = table("x,t\n1,a\n1,b\n");
    assertRefused(
        () -> fit(table, "t"),
        "data.csv: no column is left to predict t from: left out, constant in the training rows: x");
  }

  @Test
  void countingNumbersAloneAreAFeature() throws IOException {
    String rows =
        IntStream.range(0, 30).mapToObj(i -> i + "," + i * 2.5).collect(Collectors.joining("\n"));
    assertThat(fit(table("t,y\n" + rows + "\n"), "y").featureNames()).containsExactly("t");
  }

  @Test
  void otherTablesAreEncodedByName() throws IOException {
    Encoder encoder = fit(table("a,b,t\n0,x,u\n2,y,v\n"), "t");
    Table shuffled = table("b,extra,a\ny,1,3\n");
    // a: mean 1, σ 1
    assertThat(encoder.x(shuffled).toDoubleArray()).containsExactly(2, 0, 1);
    Table lacking = table("aa,b\n1,y\n");
    assertRefused(
        () -> encoder.x(lacking),
        "data.csv has no column 'a'; did you mean 'aa'? Its columns are aa, b");
    Table text = table("b,a\ny,zero\n");
    assertRefused(
        () -> encoder.x(text),
        "data.csv, line 2, column a: 'zero' is not a number, and the model expects one; correct it,"
            + " or leave it empty if it is missing");
    Table other = table("a,b,t\n0,x,w\n");
    assertRefused(
        () -> encoder.y(other),
        "data.csv, line 2, column t: the model does not know the class 'w'; its classes are [u, v]");
  }

  /// Counts and the first and last rows as in the published files.
  @Test
  void builtInTables() {
    Table iris = BuiltIn.named("iris").orElseThrow().table();
    assertThat(iris.rows()).isEqualTo(150);
    assertThat(iris.names())
        .containsExactly("sepal_length", "sepal_width", "petal_length", "petal_width", "species");
    assertThat(iris.columns().stream().map(c -> c.cells().getLast()))
        .containsExactly("5.9", "3.0", "5.1", "1.8", "virginica");
    // Fisher's 35th and 38th flower, which the repository's own file has differently.
    assertThat(iris.column("petal_width").number(34)).isEqualTo(0.2);
    assertThat(iris.column("sepal_width").number(37)).isEqualTo(3.6);
    assertThat(fit(iris, iris.defaultTarget()).inputs()).isEqualTo(4);

    Table digits = BuiltIn.named("digits").orElseThrow().table();
    assertThat(digits.rows()).isEqualTo(1797);
    assertThat(digits.columns()).hasSize(65);
    assertThat(digits.defaultTarget()).isEqualTo("digit");
    Encoder encoder = fit(digits, "digit");
    assertThat(encoder.classes())
        .isEqualTo(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
    assertThat(encoder.notes())
        .containsExactly(
            "left out, constant in the training rows: pixel_0_0, pixel_4_0, pixel_4_7");
    assertThat(BuiltIn.named("mnist")).isEmpty();
  }
}
