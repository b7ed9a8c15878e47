package kierkegrad.formats.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kierkegrad.formats.DataException;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of the columns that a user's table has.
class FeatureTest {
  @TempDir Path directory;

  private Table table(String text) throws IOException {
    return Table.csv(Files.writeString(directory.resolve("data.csv"), text));
  }

  private Table rows(String header, int count, IntFunction<String> row) throws IOException {
    return table(
        IntStream.range(0, count)
            .mapToObj(row)
            .collect(Collectors.joining("\n", header + "\n", "\n")));
  }

  private static Encoder fit(Table table, Encoder.Options options) {
    return Encoder.fit(table, "t", table.allRows(), options);
  }

  private static Encoder fit(Table table) {
    return fit(table, Encoder.Options.DEFAULT);
  }

  @Test
  void yesAndNoAreOneInput() throws IOException {
    Table table = table("a,b,t\nYes,t,u\nno,f,v\nYES,,u\n,f,v\n");
    Encoder encoder = fit(table, Encoder.Options.DEFAULT.withAbsence(1));
    assertThat(encoder.featureNames()).containsExactly("a", "b");
    // The missing answers are those of most rows: yes and no.
    assertThat(encoder.x(table).toDoubleArray()).containsExactly(1, 1, 0, 0, 1, 0, 1, 0);
    Table other = table("a,b\nmaybe,t\n");
    assertThatThrownBy(() -> encoder.x(other))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "data.csv, line 2, column a: 'maybe' is neither yes nor no (nor true or false); correct"
                + " it, or leave it empty if it is missing");
    assertThat(fit(table("a,t\nyes,u\nno,v\nmaybe,u\n")).featureNames())
        .containsExactly("a=maybe", "a=no", "a=yes");
  }

  /// 2000-03-01 was day 11,017, a Wednesday, the 61st day of the year; 02 and 04 lie around it.
  /// Over days 11,016, 11,018 and 11,020: mean 11,018, σ² = 8/3.
  @Test
  void datesAreDaysAndPlacesInYearAndWeek() throws IOException {
    Table table = table("when,t\n2000-02-29,u\n2000-03-02,v\n2000-03-04T00:00:00Z,u\n,v\n");
    Encoder encoder = fit(table, Encoder.Options.DEFAULT.withAbsence(1));
    assertThat(encoder.featureNames())
        .containsExactly(
            "when", "when.year_sin", "when.year_cos", "when.week_sin", "when.week_cos");
    assertThat(encoder.notes())
        .containsExactly("read as dates (days, and the place in year and week): when");
    Tensor x = encoder.x(table);
    double year = 2 * Math.PI * 59 / 365.25;
    double week = 2 * Math.PI / 7;
    assertThat(x.get(0).toDoubleArray())
        .containsExactly(
            new double[] {
              -2 / Math.sqrt(8 / 3.), Math.sin(year), Math.cos(year), Math.sin(week), Math.cos(week)
            },
            within(1e-6));
    // The median day stands in.
    assertThat(x.get(3).toDoubleArray()).isEqualTo(x.get(1).toDoubleArray());
    // Half a day later.
    Table noon = table("when\n2000-03-02 12:00\n");
    assertThat(encoder.x(noon).toDoubleArray()[0]).isCloseTo(0.5 / Math.sqrt(8 / 3.), within(1e-6));
    Table wrong = table("when\n2000-02-30\n");
    assertThatThrownBy(() -> encoder.x(wrong))
        .hasMessage(
            "data.csv, line 2, column when: '2000-02-30' is no date such as 2024-02-29; correct it,"
                + " or leave it empty if it is missing");
    assertThat(fit(table("when,t\n2000-02-29,u\nsoon,v\n")).featureNames())
        .containsExactly("when=2000-02-29", "when=soon");
  }

  @Test
  void manyMissingValuesGetAnInputThatSaysSo() throws IOException {
    // 10 % of a, 2 % of b, half of c.
    Table table =
        rows(
            "a,b,c,t",
            50,
            i ->
                (i < 5 ? "" : i)
                    + ","
                    + (i == 3 ? "NA" : i * i)
                    + ","
                    + (i % 2 == 0 ? "" : "c" + i % 4)
                    + ","
                    + i % 3 / 2);
    Encoder encoder = fit(table);
    assertThat(encoder.featureNames())
        .containsExactly("a", "a missing", "b", "c=c1", "c=c3", "c missing");
    assertThat(encoder.notes())
        .containsExactly("with an input that says where the value is missing: a, c");
    assertThat(encoder.x(table, new int[] {1, 7}).select(1, 1).toDoubleArray())
        .containsExactly(1, 0);
  }

  @Test
  void columnsOfRowsAndNothingAreLeftOut() throws IOException {
    String header = "Unnamed: 0,rownames,passengerId,key,ticket,sparse,paid,x,t";
    Table table =
        rows(
            header,
            60,
            i ->
                "%d,%d,%d,%s,%s,%s,%d,%d,%d"
                    .formatted(
                        i + 5,
                        3 * i,
                        1000 - i,
                        "%08x-1111-4222-8333-444455556666".formatted(i / 2),
                        i < 40 ? "T" + i : "T" + i % 5,
                        i < 2 ? "v" + i : "",
                        i % 7,
                        i * i,
                        i % 2));
    Encoder encoder = fit(table, Encoder.Options.DEFAULT.withIgnored("paid"));
    assertThat(encoder.featureNames()).containsExactly("x");
    assertThat(encoder.notes())
        .containsExactly(
            "left out, as told: paid",
            "left out, identifiers of the rows: key",
            "left out, most rows have a text of their own: ticket",
            "left out, numbers that only identify the rows: Unnamed: 0, rownames, passengerId",
            "left out, with values in less than 5 % of the training rows: sparse");
  }

  @Test
  void manyCategoriesAreEmbedded() throws IOException {
    // 12 cities: c11 occurs once, c0 five times, the others four or five times; two are missing.
    Table table =
        rows(
            "city,x,t",
            52,
            i -> (i == 50 ? "c11" : i > 50 ? "" : "c" + i % 11) + "," + i * i + "," + i % 2);
    Encoder encoder = fit(table, Encoder.Options.DEFAULT.withEmbed(Embed.AUTO));
    // 11 categories and number 0: 1.6 · 12^0.56 = 6.43.
    assertThat(encoder.featureNames()).containsExactly("x", "city");
    assertThat(encoder.embedded().getFirst().rows()).isEqualTo(12);
    assertThat(encoder.embedded().getFirst().width()).isEqualTo(6);
    assertThat(encoder.inputs()).isEqualTo(2);
    assertThat(encoder.width()).isEqualTo(7);
    assertThat(encoder.notes()).containsExactly("embedded: city (11 categories as vectors of 6)");
    // In alphabetical order c0, c1, c10, c2, …; those that training had once or never are 0.
    Table other = table("x,city\n0,c0\n0,c10\n0,c11\n0,elsewhere\n0,\n0,c9\n");
    assertThat(encoder.x(other).slice(1, 1, 2).toDoubleArray()).containsExactly(1, 3, 0, 0, 0, 11);
    assertThat(encoder.embedding().orElseThrow()).hasToString("ColumnEmbedding(1 plain, 12 × 6)");
    assertThat(encoder.embedding().orElseThrow().forward(encoder.x(other)).shape().toArray())
        .containsExactly(6, 7);

    Encoder plain = fit(table, Encoder.Options.DEFAULT.withEmbed(Embed.OFF).withAbsence(1));
    assertThat(plain.inputs()).isEqualTo(13);
    assertThat(plain.embedding()).isEmpty();
    assertThat(plain.width()).isEqualTo(13);
    Encoder named = fit(table, Encoder.Options.DEFAULT.withEmbedded("city"));
    assertThat(named.embedded()).hasSize(1);
  }

  /// fast.ai's rule in Python: min(600, round(1.6 * n**0.56)).
  @Test
  void theUsualWidth() {
    assertThat(IntStream.of(2, 12, 101, 1001, 1_000_000).map(Feature.Embedded::usualWidth))
        .containsExactly(2, 6, 21, 77, 600);
  }

  @Test
  void problemsNameTheirColumns() throws IOException {
    Table table = table("a,b,t\n1,x,u\n2,y,v\n3,x,u\n");
    Problem problem = table.target("t").ignoring("b").as(Task.CLASSIFICATION);
    assertThat(problem.encoder(table.allRows()).featureNames()).containsExactly("a");
    assertThat(table.target("-1").target()).isEqualTo("t");
    assertThat(table.target("a").task()).isEqualTo(Task.CLASSIFICATION);
    assertThat(table.target("a").as(Task.REGRESSION).missing(Missing.ERROR).unscaled().options())
        .isEqualTo(Encoder.Options.RAW.withTask(Task.REGRESSION).withMissing(Missing.ERROR));
    assertThat(table.target("t").embedding("b").encoder(table.allRows()).width()).isEqualTo(3);
    assertThatThrownBy(() -> table.target("t").ignoring("bb"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("did you mean 'b'?");
    assertThatThrownBy(() -> table.target("t").ignoring("t"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("t is the target");
    assertThatThrownBy(() -> Encoder.Options.DEFAULT.withAbsence(2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void thePositiveClass() throws IOException {
    assertThat(positive("no", "Yes", "Yes")).contains("Yes");
    assertThat(positive("0", "1", "1")).contains("1");
    assertThat(positive("well", "ill", "well")).contains("ill");
    assertThat(positive("b", "a", "b", "a")).contains("b");
    assertThat(positive("1", "true", "true")).contains("1");
    assertThat(positive("a", "b", "c")).isEmpty();
  }

  private Optional<String> positive(String... labels) throws IOException {
    Table table = rows("x,t", labels.length, i -> i + "," + labels[i]);
    return ((Target.Classes) table.target("t").whole()).positive();
  }

  @Test
  void rowsByNameAreATable() {
    Map<String, Object> first = new LinkedHashMap<>();
    first.put("a", 5.0);
    first.put("b", null);
    first.put("c", true);
    Table table =
        Table.of(
            List.of(
                first,
                Map.of("a", " 2.5", "b", "NA"),
                Map.of("c", LocalDate.of(2024, 2, 29), "a", Float.NaN)));
    assertThat(table.names()).containsExactly("a", "b", "c");
    assertThat(table.column("a").cells()).containsExactly("5", "2.5", "");
    assertThat(table.column("a").kind()).isEqualTo(Column.Kind.NUMERIC);
    assertThat(table.column("b").missing()).isEqualTo(3);
    assertThat(table.column("c").cells()).containsExactly("true", "", "2024-02-29");
    assertThat(table.place(1, "b")).isEqualTo("the rows, row 2, column b");
    assertThatThrownBy(() -> Table.of(List.of()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the rows are empty");
  }
}
