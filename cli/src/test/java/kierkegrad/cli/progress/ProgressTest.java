package kierkegrad.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {
  private static final Position QUARTER =
      new Position(
          "epoch",
          25,
          100,
          0.25,
          List.of("loss 0.4123", "accuracy 0.8512", "validation 0.8333"),
          OptionalDouble.of(21336.4));

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 20, 40, 60, 80, 120, 200})
  void fitsAnyTerminal(int columns) {
    Terminal terminal = new Terminal(columns, true, false);
    assertThat(new Bar(terminal).line(QUARTER, 4).length()).isLessThan(Math.max(2, columns));
  }

  /// A quarter took 4 s, so three quarters take 12 s.
  @Test
  void wideAndNarrow() {
    assertThat(new Bar(new Terminal(120, true, false)).line(QUARTER, 4))
        .isEqualTo(
            "epoch 25/100 ███████░░░░░░░░░░░░░░░░░░░  25%  loss 0.4123  0:12 left  accuracy 0.8512  validation 0.8333  21,336 rows/s");
    assertThat(new Bar(new Terminal(40, false, false)).line(QUARTER, 4))
        .isEqualTo("epoch 25/100 ##......  25%  loss 0.4123");
    assertThat(new Bar(new Terminal(80, false, true)).line(QUARTER, 4)).contains("\u001b[36m##");
  }

  @Test
  void linesAreFew() {
    StringWriter err = new StringWriter();
    Progress progress = Progress.lines(new PrintWriter(err));
    for (int i = 1; i <= 100; i++) {
      progress.finished(Position.of("trial", i, 100, "accuracy 0.9"), Map.of());
    }
    assertThat(err.toString().lines())
        .hasSize(21)
        .startsWith("trial 1/100  accuracy 0.9")
        .endsWith("trial 100/100  accuracy 0.9");
  }

  @Test
  void events() {
    StringWriter out = new StringWriter();
    Progress progress = Progress.events(new PrintWriter(out));
    progress.start("tune", Map.of("trials", 2));
    progress.at(Position.of("trial", 1, 2));
    progress.finished(Position.of("trial", 1, 2), Map.of("accuracy", 0.5));
    progress.end(Map.of("best", 0.5));
    assertThat(out.toString().lines())
        .containsExactly(
            "{\"event\":\"start\",\"command\":\"tune\",\"trials\":2}",
            "{\"event\":\"trial\",\"trial\":1,\"of\":2,\"accuracy\":0.5}",
            "{\"event\":\"end\",\"best\":0.5}");
  }

  @Test
  void aNoteStandsAboveTheLine() {
    StringWriter err = new StringWriter();
    try (Progress progress = Progress.live(new Terminal(80, false, false), new PrintWriter(err))) {
      progress.at(Position.of("epoch", 1, 2, "loss 1.0000"));
      progress.note("warning: odd");
    }
    assertThat(err.toString())
        .contains("\r\u001b[Kwarning: odd\n\r\u001b[Kepoch 1/2")
        .endsWith("\n");
  }
}
