package kierkegrad.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import kierkegrad.bench.peer.Kierkegrad;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchTest {
  /// The losses of LibTorch 2.10 on case a16.
  private static final double[] LIBTORCH = {
    1.1619210, 1.1464021, 1.2016778, 1.1528181, 1.1393378,
    1.1919471, 1.1454861, 1.1342009, 1.1824343, 1.1399140
  };

  @AfterEach
  void forget() {
    System.clearProperty("bench.eager");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void ownTrainingGivesLibTorchsLosses(String eager) {
    System.setProperty("bench.eager", eager);
    Work work = new Kierkegrad().training(Problem.of("a16"), 1);
    for (double loss : LIBTORCH) {
      assertThat(work.check()).isCloseTo(loss, within(1e-5));
    }
  }

  @Test
  void countsOperations() {
    // By hand: 128·(784·512·2 + (512·256 + 256·10)·3) multiplications, and as many additions.
    assertThat(Problem.of("b").flops()).isEqualTo(308_150_272.0);
    assertThat(KernelCase.of("gemm:TN:128x10x512").flops()).isEqualTo(2.0 * 128 * 10 * 512);
  }

  @Test
  void kernelsAreFoundByName() {
    for (String group : List.of("gemm", "conv", "elementwise")) {
      for (KernelCase kernel : KernelCase.group(group)) {
        assertThat(KernelCase.of(kernel.name())).isEqualTo(kernel);
      }
    }
  }

  @Test
  void settingsAreRead() {
    Settings settings = Settings.of(List.of("a", "c", "--rounds", "5", "--threads", "1", "--busy"));
    assertThat(settings.tasks()).containsExactly("a1", "a16", "a150", "c");
    assertThat(settings.rounds()).isEqualTo(5);
    assertThat(settings.threads()).containsExactly(1);
    assertThat(settings.busy()).isTrue();
    assertThat(Settings.of(List.of()).tasks()).isEqualTo(Problem.NAMES);
    assertThatThrownBy(() -> Settings.of(List.of("e"))).hasMessageContaining("e");
    assertThatThrownBy(() -> Settings.of(List.of("--rounds"))).hasMessageContaining("value");
  }

  @Test
  void ratioIsTakenRoundByRound() {
    Result result =
        new Result(
            "b",
            1,
            2e6,
            List.of(100.0, 50.0, 100.0),
            Map.of(
                "kierkegrad", List.of(timing(10e3), timing(40e3), timing(20e3)),
                "libtorch mkl", List.of(timing(30e3), timing(40e3), timing(40e3)),
                "libtorch openblas", List.of(timing(90e3), timing(90e3), timing(90e3))),
            Map.of("dl4j", "no"));
    String table =
        new Report(
                List.of(result),
                "kierkegrad",
                List.of("libtorch mkl", "libtorch openblas"),
                List.of())
            .table();
    // 2 MFLOP in 20 µs are the whole peak of 100 GFLOP/s.
    assertThat(table).contains("20.00 µs", "40.00 µs", "mkl", "2.00 [1.00–3.00]");
    assertThat(table).contains("100 %", "50 %", "50–100", "dl4j: no");
  }

  @Test
  void numbersThatAreNoneAreApart() {
    assertThat(Bench.apart(new double[] {1, 2}, new double[] {1, 2})).isZero();
    assertThat(Bench.apart(new double[] {1, 2.2}, new double[] {1, 2}))
        .isCloseTo(0.1, within(1e-9));
    assertThat(Bench.apart(new double[] {Double.NaN, 2}, new double[] {1, 2})).isNaN();
  }

  @Test
  void medianOfAnEvenNumberIsBetween() {
    assertThat(Timing.median(1, 2, 4)).isEqualTo(2);
    assertThat(Timing.median(1, 2, 4, 9)).isEqualTo(3);
  }

  private static Timing timing(double nanos) {
    return new Timing(nanos, nanos, 1);
  }
}
