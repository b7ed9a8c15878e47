package kierkegrad.practice.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kierkegrad.formats.table.Task;
import kierkegrad.practice.settings.Settings.DataShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final DataShape IRIS = new DataShape("iris", 4, 3, 120, Task.CLASSIFICATION);

  private static final List<Setting<?>> OPEN =
      List.of(Setting.TARGET, Setting.TASK, Setting.IGNORE, Setting.HIDDEN);

  @Test
  void completedSettingsHaveAValueForEachSettingButTheOpenOnes() {
    Settings all = Settings.NONE.complete(IRIS);

    assertThat(all.toMap().keySet())
        .containsExactlyElementsOf(
            Setting.all().stream().filter(s -> !OPEN.contains(s)).map(Setting::name).toList());
  }

  @Test
  void whatIsPrintedIsReadAgain() {
    Settings all =
        Settings.NONE
            .with("batch", "full")
            .with("loss", "cross-entropy")
            .with("activation", "LEAKY_RELU")
            .complete(IRIS);

    assertThat(all.toMap()).containsEntry("batch", "full").containsEntry("net", "4-16-3");
    assertThat(Settings.of(all.toMap())).isEqualTo(all);
  }

  @Test
  void choicesWinOverDefaults() {
    Settings all = Settings.NONE.with(Setting.LR, 0.5).with("optimizer", "sgd").complete(IRIS);

    assertThat(all.get(Setting.LR)).isEqualTo(0.5);
    assertThat(all.get(Setting.SCHEDULE)).isEqualTo(ScheduleChoice.CONSTANT);
    assertThat(all.steps(120)).isEqualTo(800);
  }

  @Test
  void theLastOfNetAndHiddenCounts() {
    Settings net = Settings.NONE.with("net", "4-16-3");

    assertThat(net.with("hidden", "8-8").complete(IRIS).get(Setting.NET)).hasToString("4-8-8-3");
    assertThat(net.with("hidden", "0").complete(IRIS).get(Setting.NET)).hasToString("4-3");
    assertThat(net.with("hidden", "8").with(net).toMap()).doesNotContainKey("hidden");
  }

  @Test
  void othersArePutOver() {
    Settings config = Settings.of(Map.of("lr", "0.1", "epochs", "5"));
    Map<String, String> flags = new LinkedHashMap<>(Map.of("lr", "0.2"));

    assertThat(config.with(Settings.of(flags)).toMap())
        .containsExactlyInAnyOrderEntriesOf(Map.of("lr", "0.2", "epochs", "5"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lr | 0 | --lr 0: must be more than 0
          lr | NaN | --lr NaN: must be more than 0
          lr | fast | --lr fast: must be a number, more than 0
          epochs | 0 | --epochs 0: must be a whole number, 1 or more
          batch | 1.5 | --batch 1.5: must be a whole number, 1 or more
          shuffle | maybe | --shuffle maybe: must be true or false
          missing | drop | --missing drop: must be one of impute, error
          hidden | 8- | --hidden 8-: must be widths of hidden layers, such as 64 or 64-32, or 0 for none
          drop-out | 1 | there is no setting 'drop-out'; did you mean 'dropout'?
          """)
  void refusesWithTheWayOut(String name, String text, String message) {
    assertThatThrownBy(() -> Settings.NONE.with(name, text))
        .isInstanceOf(SettingException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          net | 5-16-3 | --net 5-16-3 does not fit iris, which has 4 inputs and needs 3 outputs; use --net 4-16-3
          momentum | 0.9 | --momentum goes with --optimizer sgd, not with adam
          """)
  void refusesWhatDoesNotFit(String name, String text, String message) {
    assertThatThrownBy(() -> Settings.NONE.with(name, text).complete(IRIS)).hasMessage(message);
  }

  @Test
  void balancedWeightsAreThoseOfScikitLearn() {
    // compute_class_weight("balanced", classes=[0, 1, 2], y=[0, 0, 0, 1, 1, 2])
    assertThat(
            ClassWeights.BALANCED.of(new int[] {0, 0, 0, 1, 1, 2}, 3).orElseThrow().toDoubleArray())
        .containsExactly(2 / 3.0, 1, 2);
    assertThat(ClassWeights.NONE.of(new int[] {0}, 1)).isEmpty();
  }
}
