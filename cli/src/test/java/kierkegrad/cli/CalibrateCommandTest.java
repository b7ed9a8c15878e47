package kierkegrad.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.table.Encoder;
import kierkegrad.formats.table.Table;
import kierkegrad.nn.Linear;
import kierkegrad.nn.Parameter;
import kierkegrad.nn.Sequential;
import kierkegrad.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class CalibrateCommandTest {
  @TempDir private Path folder;

  /// Logits (0, x) of no and yes; three of four rows with x = 3 are yes: T = 3 / ln 3.
  @Test
  void keepsTheTemperatureAndSaysWhatItGives() throws IOException {
    Path model = folder.resolve("model.safetensors");
    Table table =
        Table.csv(Files.writeString(folder.resolve("a.csv"), "x,t\n-1,no\n0,yes\n1,yes\n"));
    Encoder encoder = Encoder.fit(table, "t", table.allRows(), Encoder.Options.RAW);
    Linear linear =
        new Linear(
            new Parameter(Tensor.of(new float[][] {{0}, {1}})),
            Optional.of(new Parameter(Tensor.zeros(2))));
    new TrainedModel(
            new Sequential(List.of(linear)),
            new Preparation.Tabular(encoder),
            new LinkedHashMap<>(),
            0)
        .save(model);
    Path rows = Files.writeString(folder.resolve("b.csv"), "x,t\n3,yes\n3,no\n3,yes\n3,yes\n");
    Path json = folder.resolve("c.json");
    Console run = Console.run("calibrate", model, rows, "--json", json);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("temperature  2.7307 (it was too sure of itself)")
        .contains("ECE          0.0000, was 0.2026");
    assertThat(TrainedModel.load(model).temperature()).isCloseTo(3 / Math.log(3), within(1e-6));
    assertThat(JsonMapper.shared().readTree(json).get("temperature").asDouble())
        .isCloseTo(3 / Math.log(3), within(1e-6));

    Console judged = Console.run("evaluate", model, rows, "--json", json);
    assertThat(judged.out())
        .contains("honesty   ECE 0.0000", "temperature 2.73", "yes       ROC AUC 0.5000");
    assertThat(JsonMapper.shared().readTree(json).get("test_recall").asDouble()).isEqualTo(1);
  }
}
