package kierkegrad.formats.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import kierkegrad.formats.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @TempDir Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("data.csv"), text);
  }

  private Table table(String text) throws IOException {
    return Table.csv(file(text));
  }

  private void assertRefused(String text, String message) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> Table.csv(file)).isInstanceOf(DataException.class).hasMessage(message);
  }

  private static Path resource(String name) {
    return Path.of("src/test/resources/kierkegrad/formats/table", name);
  }

  @Test
  void readsNamesKindsAndLines() throws IOException {
    Table table = table("size,colour\n1.5,red\n\n-2e1,blue\n");
    assertThat(table.source()).isEqualTo("data.csv");
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.lines()).containsExactly(2, 4);
    assertThat(table.columns())
        .containsExactly(
            new Column("size", List.of("1.5", "-2e1"), Column.Kind.NUMERIC),
            new Column("colour", List.of("red", "blue"), Column.Kind.CATEGORICAL));
    assertThat(table.column("size").number(1)).isEqualTo(-20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFFa,b\n1,x\n2,y\n",
        "a,b\r\n1,x\r\n2,y\r\n",
        "a,b\r1,x\r2,y",
        "\"a\",\"b\"\n\"1\",\"x\"\n2,y",
        " a , b\n 1 ,x \n2,  y\n\n\n",
        "a;b\n1;x\n2;y\n",
        "a\tb\n1\tx\n2\ty\n",
        "\n\na,b\n1,x\n2,y\n"
      })
  void waysOfWritingTheSameTable(String text) throws IOException {
    assertThat(table(text).columns())
        .containsExactly(
            new Column("a", List.of("1", "2"), Column.Kind.NUMERIC),
            new Column("b", List.of("x", "y"), Column.Kind.CATEGORICAL));
  }

  @Test
  void quotesHoldSeparatorsLineEndsAndQuotes() throws IOException {
    Table table = table("a,\"b;;;\"\n1,\"x, \"\"y\"\"\nz\"\n2,w\n");
    assertThat(table.names()).containsExactly("a", "b;;;");
    assertThat(table.column("b;;;").cells()).containsExactly("x, \"y\"\nz", "w");
    assertThat(table.lines()).containsExactly(2, 4);
  }

  @Test
  void readsGzip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }
    Table table = Table.csv(Files.write(directory.resolve("a.csv.gz"), bytes.toByteArray()));
    assertThat(table.names()).containsExactly("a", "b");
  }

  @Test
  void headersAreFoundOrTold() throws IOException {
    assertThat(table("1,x\n2,y\n").names()).containsExactly("column1", "column2");
    assertThat(table("u,x\nv,y\n").names()).containsExactly("u", "x");
    assertThat(table(",x\n1,2\n").names()).containsExactly("column1", "x");
    assertThat(Table.csv(file("u,x\nv,y\n"), Header.ABSENT).rows()).isEqualTo(2);
    assertThat(Table.csv(file("2007,2008\n1,2\n"), Header.PRESENT).names())
        .containsExactly("2007", "2008");
  }

  @Test
  void missingValuesAreCounted() throws IOException {
    Table table = table("n,t\n1,a\n,NA\nna,n/a\nNaN,NULL\n?,\n2,nah\n");
    assertThat(table.column("n").missing()).isEqualTo(4);
    assertThat(table.column("n").kind()).isEqualTo(Column.Kind.NUMERIC);
    assertThat(table.column("n").number(1)).isNaN();
    assertThat(table.column("t").cells()).containsExactly("a", "", "", "", "", "nah");
  }

  @ParameterizedTest
  @CsvSource({"1f", "0x10", "Infinity", "1e999", "1_000", "12-3", "e"})
  void textsThatOnlyJavaTakesForNumbersAreTexts(String text) {
    assertThat(Column.parse(text)).isNaN();
  }

  @Test
  void unusableFilesAreNamed() throws IOException {
    assertRefused("", "data.csv is empty; it needs at least one row of values");
    assertRefused("\n\n", "data.csv is empty; it needs at least one row of values");
    assertRefused(
        "a,b\n",
        "data.csv has a header and no rows; if its one line is a row, say that it has no header");
    assertRefused(
        "a,b\n1,2\n3\n",
        "data.csv, line 3: 1 cells, but line 1 has 2; every row needs the same number");
    assertRefused(
        "a,b\n1,2,3\n",
        "data.csv, line 2: 3 cells, but line 1 has 2; every row needs the same number");
    assertRefused("a,a\n1,2\n", "data.csv: columns 1 and 2 are both called 'a'; rename one");
    assertRefused(
        "a,b\n1,x\n2,y\n\n1O,z\n",
        "data.csv, line 5, column a: '1O' is not a number, but 2 of the column's 3 values are;"
            + " correct it, or leave it empty if it is missing; if the column is one of names, write"
            + " all of them as names, such as 'no 7' for '7'");
    assertRefused(
        "a,b\n1,x\n2,y\n-,z\n3,z\n4,z\nlow,z\n5,z\n-,z\n",
        "data.csv, line 4, column a: '-' is not a number (nor are 'low'), but 5 of the column's 8"
            + " values are; correct it, or leave it empty if it is missing; if the column is one of"
            + " names, write all of them as names, such as 'no 7' for '7'");
  }

  @Test
  void brokenQuotesAndForeignTextAreNamed() throws IOException {
    Path open = file("a,b\n1,\"x\n2,y\n");
    assertThatThrownBy(() -> Table.csv(open))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("data.csv, after line 1: the quotes do not match");
    Path latin = directory.resolve("latin.csv");
    Files.write(latin, "a,b\n1,\u00fc\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Table.csv(latin))
        .isInstanceOf(DataException.class)
        .hasMessage("latin.csv is not UTF-8 text; save it as UTF-8");
    assertThatThrownBy(() -> Table.csv(directory.resolve("absent.csv")))
        .isInstanceOf(DataException.class)
        .hasMessageEndingWith("absent.csv: there is no such file");
    assertThatThrownBy(() -> Table.csv(directory))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("it is a directory");
  }

  @Test
  void columnsAreFoundByNameOrNumber() throws IOException {
    Table table = table("petal_length,petal_width,x2\n1,2,3\n");
    assertThat(table.resolve("petal_width")).isEqualTo("petal_width");
    assertThat(table.resolve("1")).isEqualTo("petal_length");
    assertThat(table.resolve("-1")).isEqualTo("x2");
    assertThatThrownBy(() -> table.resolve("petal_wdth"))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "data.csv has no column 'petal_wdth'; did you mean 'petal_width'? Its columns are"
                + " petal_length, petal_width, x2");
    assertThatThrownBy(() -> table.resolve("4"))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "data.csv has no column 4; columns are counted from 1 to 3, or from -1 backwards");
    assertThatThrownBy(() -> table.resolve("0")).isInstanceOf(DataException.class);
  }

  @Test
  void theTargetIsTheColumnOfThatNameOrTheLast() throws IOException {
    assertThat(table("a,Species,b\n1,x,2\n").defaultTarget()).isEqualTo("Species");
    assertThat(table("label,target,b\n1,1,2\n").defaultTarget()).isEqualTo("target");
    assertThat(table("a,b\n1,x\n").defaultTarget()).isEqualTo("b");
  }

  /// Distances by hand: kitten → sitting takes two changes and one letter more (Levenshtein's
  /// textbook example).
  @Test
  void editDistance() {
    assertThat(EditDistance.between("kitten", "sitting")).isEqualTo(3);
    assertThat(EditDistance.between("", "abc")).isEqualTo(3);
    assertThat(EditDistance.between("same", "same")).isZero();
    assertThat(EditDistance.nearest("SPECEIS", List.of("island", "species"))).isEqualTo("species");
  }

  /// The first rows of the Palmer penguins (Horst, Hill and Gorman 2020, CC0).
  @Test
  void readsPenguins() {
    Table table = Table.csv(resource("penguins-excerpt.csv"));
    assertThat(table.names())
        .containsExactly(
            "species",
            "island",
            "bill_length_mm",
            "bill_depth_mm",
            "flipper_length_mm",
            "body_mass_g",
            "sex",
            "year");
    assertThat(table.rows()).isEqualTo(9);
    assertThat(table.defaultTarget()).isEqualTo("species");
    assertThat(table.column("bill_length_mm").missing()).isEqualTo(1);
    assertThat(table.column("bill_length_mm").kind()).isEqualTo(Column.Kind.NUMERIC);
    assertThat(table.column("sex").missing()).isEqualTo(2);
    assertThat(table.column("sex").kind()).isEqualTo(Column.Kind.CATEGORICAL);
  }

  /// A summary in the first line, as scikit-learn's own data files have it.
  @Test
  void aFirstLineThatIsNoHeaderIsNamed() {
    assertThatThrownBy(() -> Table.csv(resource("wine-excerpt.csv")))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "wine-excerpt.csv: line 1 has 5 cells and every later line has 14; it is no header:"
                + " delete it, or put 14 column names there");
  }

  @Test
  void oddTablesComeBack() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int trial = 0; trial < 200; trial++) {
      OddTable odd = OddTable.random(random);
      Table read = Table.csv(file(odd.text()));
      String when = "seed %d, trial %d:%n%s".formatted(seed, trial, odd.text());
      assertThat(read.names()).as(when).isEqualTo(odd.names());
      for (int i = 0; i < odd.names().size(); i++) {
        int column = i;
        List<String> expected = odd.rows().stream().map(row -> row.get(column)).toList();
        assertThat(read.columns().get(i).cells()).as(when).isEqualTo(expected);
      }
    }
  }

  /// A table of hostile texts, and one of the many ways to write it.
  private record OddTable(List<String> names, List<List<String>> rows, String text) {
    private static final List<String> CELLS =
        List.of(
            "x", "é𝄞", "a,b", "say \"hi\"", "two\nlines", "semi;colon", "tab\tbed", "#", "'", "");

    static OddTable random(Random random) {
      int width = 2 + random.nextInt(4);
      List<String> names = new ArrayList<>();
      for (int i = 0; i < width; i++) {
        names.add("n" + i + CELLS.get(random.nextInt(CELLS.size())));
      }
      List<List<String>> rows = new ArrayList<>();
      for (int row = 0; row <= random.nextInt(6); row++) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < width; i++) {
          cells.add(CELLS.get(random.nextInt(CELLS.size())));
        }
        rows.add(cells);
      }
      String lineEnd = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
      text.append(line(names, random)).append(lineEnd);
      rows.forEach(row -> text.append(line(row, random)).append(lineEnd));
      return new OddTable(names, rows, text.toString());
    }

    private static String line(List<String> cells, Random random) {
      return String.join(",", cells.stream().map(cell -> quoted(cell, random)).toList());
    }

    private static String quoted(String cell, Random random) {
      boolean needed = cell.chars().anyMatch(c -> ",\"\n;\t".indexOf(c) >= 0);
      return needed || random.nextBoolean() ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
  }
}
