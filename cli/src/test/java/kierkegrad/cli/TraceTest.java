package kierkegrad.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lecture's exercise, recomputed from the file alone.
class TraceTest {
  private static final List<String> CLASSES = List.of("setosa", "versicolor", "virginica");

  @TempDir private Path folder;

  private List<NamedCsvRecord> trace(Object... more) throws IOException {
    Path file = folder.resolve("trace.csv");
    List<Object> args =
        new ArrayList<>(
            List.of(
                "train",
                "iris",
                "--net",
                "4-4-3-3",
                "--activation",
                "sigmoid",
                "--optimizer",
                "sgd",
                "--lr",
                0.05,
                "--batch",
                1,
                "--trace",
                file,
                "--epochs",
                3,
                "--quiet",
                "--out",
                folder));
    args.addAll(List.of(more));
    Console run = Console.run(args.toArray());
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<NamedCsvRecord> rows = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      reader.forEach(rows::add);
    }
    return rows;
  }

  private static double number(NamedCsvRecord row, String column) {
    return Double.parseDouble(row.getField(column));
  }

  @Test
  void everyNumberFollowsFromTheOthers() throws IOException {
    List<NamedCsvRecord> rows = trace();
    assertThat(rows).hasSize(3 * 120);
    for (int i = 0; i < rows.size(); i++) {
      NamedCsvRecord row = rows.get(i);
      assertThat(row.getField("iteration")).isEqualTo(Integer.toString(i + 1));
      assertThat(row.getField("epoch")).isEqualTo(Integer.toString(i / 120 + 1));
      String truth = row.getField("class");
      double sum = 0;
      for (String name : CLASSES) {
        double p = number(row, "p " + name);
        double g = number(row, "g " + name);
        double before = number(row, "b " + name);
        double after = number(row, "b " + name + " after");
        sum += p;
        // p − 1 and p are exact to the last digits that a sum of probabilities can have.
        assertThat(g).isCloseTo(name.equals(truth) ? p - 1 : p, within(1e-15));
        // The update holds to the last bit.
        assertThat(after).isEqualTo(before - 0.05 * g);
        if (i > 0) {
          assertThat(before).isEqualTo(number(rows.get(i - 1), "b " + name + " after"));
        }
      }
      assertThat(sum).isCloseTo(1, within(1e-15));
      assertThat(number(row, "loss"))
          .isCloseTo(-Math.log(number(row, "p " + truth)), within(1e-14));
      assertThat(number(row, "lr")).isEqualTo(0.05);
    }
  }

  /// The built-in table has 50 rows of each species in turn.
  @Test
  void rowNumbersAreThoseOfTheData() throws IOException {
    Set<String> epoch = new HashSet<>();
    for (NamedCsvRecord row : trace().subList(120, 240)) {
      int number = Integer.parseInt(row.getField("row"));
      assertThat(row.getField("class")).isEqualTo(CLASSES.get((number - 1) / 50));
      assertThat(epoch.add(row.getField("row"))).isTrue();
    }
  }

  @Test
  void withoutShufflingRowsComeInOrder() throws IOException {
    List<Integer> numbers =
        trace("--no-shuffle").subList(0, 120).stream()
            .map(row -> Integer.valueOf(row.getField("row")))
            .toList();
    assertThat(numbers).isSorted();
  }
}
