package kierkegrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TrainingReportTest {
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"training\">(.*?)</script>");

  @TempDir private Path folder;

  private String train(Object... more) throws IOException {
    Object[] args = new Object[more.length + 5];
    args[0] = "train";
    System.arraycopy(more, 0, args, 1, more.length);
    args[more.length + 1] = "--quiet";
    args[more.length + 2] = "--epochs=3";
    args[more.length + 3] = "--out";
    args[more.length + 4] = folder;
    Console run = Console.run(args);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("report    " + folder.resolve("report.html"));
    return Files.readString(folder.resolve("report.html"));
  }

  private static JsonNode data(String page) {
    Matcher matcher = DATA.matcher(page);
    assertThat(matcher.find()).isTrue();
    return JsonMapper.shared().readTree(matcher.group(1));
  }

  @Test
  void thePageHasTheNumbersOfTheJsonFile() throws IOException {
    Path json = folder.resolve("result.json");
    JsonNode data = data(train("iris", "--seed", 5, "--json", json));
    ObjectNode result = (ObjectNode) JsonMapper.shared().readTree(Files.readString(json));
    // How the run ended is written last.
    assertThat(data.get("result")).isEqualTo(result.remove(List.of("state", "ending", "ended")));
    assertThat(data.at("/settings/optimizer").asString()).isEqualTo("adam");
    assertThat(data.at("/settings/seed").asString()).isEqualTo("5");
    assertThat(data.get("epochs")).hasSize(3);
    assertThat(data.at("/epochs/2/updates").asInt()).isEqualTo(24);
    assertThat(data.at("/steps/update")).hasSize(24);
    assertThat(data.at("/parameters/0/name").asString()).isEqualTo("0.weight");
    assertThat(data.at("/parameters/0/gradient_norm")).hasSize(24);
    assertThat(data.at("/activations/0/name").asString()).isEqualTo("1");
    assertThat(data.at("/activations/0/units").asInt()).isEqualTo(16);
    assertThat(data.get("worst")).hasSize(12);
    long tested = 0;
    for (JsonNode row : data.at("/confusion/counts")) {
      for (JsonNode count : row) {
        tested += count.asLong();
      }
    }
    assertThat(tested).isEqualTo(30);
  }

  /// The rows of the file are counted from 1, and the cells are those of the file.
  @Test
  void theWorstRowsAreThoseOfTheFile() throws IOException {
    JsonNode worst = data(train("iris")).at("/worst/0");
    int row = worst.get("row").asInt();
    assertThat(worst.get("truth").asString())
        .isEqualTo(row <= 50 ? "setosa" : row <= 100 ? "versicolor" : "virginica");
  }

  @Test
  void namesOfColumnsAndClassesAreEscaped() throws IOException {
    String nasty = "<script>alert(1)</script>";
    StringBuilder csv = new StringBuilder(nasty + ",colour,<b>kind</b>\n");
    Random random = new Random(1);
    for (int i = 0; i < 40; i++) {
      csv.append(random.nextInt(1000)).append(i % 3 == 0 ? ",<i>red</i>" : ",blue");
      csv.append(i % 2 == 0 ? ",a\n" : "," + nasty + "\n");
    }
    Path file = folder.resolve("nasty.csv");
    Files.writeString(file, csv);
    String page = train(file, "--target", "<b>kind</b>");
    assertThat(page).doesNotContain("<script>alert", "<b>kind", "<i>red");
    assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;i&gt;red&lt;/i&gt;");
    assertThat(data(page).at("/columns/0/name").asString()).isEqualTo(nasty);
  }

  /// y = 3x: the errors are in the unit of y, and the worst row comes first.
  @Test
  void aNumberIsReportedInItsUnit() throws IOException {
    StringBuilder csv = new StringBuilder("x,z,price\n");
    for (int i = 0; i < 60; i++) {
      csv.append(i)
          .append(',')
          .append(i * i % 7 + 0.5)
          .append(',')
          .append(3 * i + 0.25)
          .append('\n');
    }
    Path file = folder.resolve("prices.csv");
    Files.writeString(file, csv);
    String page = train(file, "--target", "price");
    JsonNode data = data(page);
    double last = Double.POSITIVE_INFINITY;
    for (JsonNode miss : data.get("worst")) {
      int row = miss.get("row").asInt();
      assertThat(miss.get("truth").asDouble())
          .isCloseTo(3 * (row - 1) + 0.25, org.assertj.core.api.Assertions.within(1e-3));
      double error = Math.abs(miss.get("predicted").asDouble() - miss.get("truth").asDouble());
      assertThat(error).isLessThanOrEqualTo(last);
      last = error;
    }
    assertThat(page).contains("It predicts price with a root mean squared error of ");
    assertThat(data.has("confusion")).isFalse();
  }

  @Test
  void imagesAreShown() throws IOException {
    Path images = idx("images", 60, 4, 3);
    Path labels = idx("labels", 60);
    String page = train(images, labels);
    assertThat(page).contains("<img class=\"pixels\" alt=\"image ", "data:image/png;base64,");
    assertThat(data(page).at("/classes/1/name").asString()).isEqualTo("1");
  }

  private Path idx(String name, int... sizes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0x0800 + sizes.length);
    int count = 1;
    for (int size : sizes) {
      out.writeInt(size);
      count *= size;
    }
    for (int i = 0; i < count; i++) {
      out.write(sizes.length == 1 ? i % 3 : i * 37 % 256);
    }
    Path file = folder.resolve(name);
    Files.write(file, bytes.toByteArray());
    return file;
  }

  @Test
  void noReportOnDemand() {
    Console run =
        Console.run("train", "iris", "--quiet", "--epochs=1", "--no-report", "--out", folder);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).doesNotContain("report.html");
    assertThat(folder.resolve("report.html")).doesNotExist();
  }
}
