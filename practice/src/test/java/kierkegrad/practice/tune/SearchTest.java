package kierkegrad.practice.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.SettingException;
import kierkegrad.practice.settings.Settings;
import kierkegrad.practice.tune.Plan.Method;
import kierkegrad.practice.tune.Plan.Rung;
import kierkegrad.train.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
  private static final Space SPACE =
      Space.of("lr=1e-3..1e-1 log; hidden=8,16; dropout=0..0.3; batch=10..40");

  @TempDir private Path dir;

  private Search search(String name) {
    Plan plan = new Plan(Method.HALVING, 6, 6, 0);
    return new Search(Source.of("iris"), Settings.NONE, SPACE, plan, dir.resolve(name));
  }

  /// By hand: 9 trials for 9/9 = 1 epoch, 9/3 = 3 for 3, 1 for 9.
  @Test
  void rungsHaveAThirdOfTheTrialsAndThreeTimesTheEpochs() {
    assertThat(new Plan(Method.HALVING, 9, 9, 0).rungs())
        .containsExactly(new Rung(9, 1), new Rung(3, 3), new Rung(1, 9));
    assertThat(new Plan(Method.HALVING, 2, 40, 0).rungs()).containsExactly(new Rung(2, 40));
    assertThat(new Plan(Method.RANDOM, 9, 9, 0).rungs()).containsExactly(new Rung(9, 9));
    assertThat(new Plan(Method.HALVING, 9, 9, 0).trainings()).isEqualTo(13);
  }

  @Test
  void drawsLieInTheSpaceAndAreTheSameForASeed() {
    for (int trial = 0; trial < 50; trial++) {
      Settings drawn = SPACE.draw(7, trial);
      assertThat(drawn.get(Setting.LR)).isBetween(1e-3, 1e-1);
      assertThat(drawn.get(Setting.DROPOUT)).isBetween(0.0, 0.3);
      assertThat(drawn.get(Setting.BATCH)).isBetween(10, 40);
      assertThat(drawn).isEqualTo(SPACE.draw(7, trial));
    }
    assertThat(SPACE.draw(7, 0)).isNotEqualTo(SPACE.draw(8, 0));
    assertThat(Space.of(SPACE.toString())).isEqualTo(SPACE);
    assertThat(Space.usual(100).without(Settings.NONE.with("lr", "0.1")).toString())
        .startsWith("hidden=");
  }

  @Test
  void aStoppedSearchGoesOnToTheSameEnd() throws IOException {
    Tuned whole = search("whole").run(_ -> {}, new StopSignal());
    StopSignal signal = new StopSignal();
    AtomicInteger count = new AtomicInteger();
    Tuned part =
        search("parts")
            .run(
                _ -> {
                  if (count.incrementAndGet() == 3) {
                    signal.stop();
                  }
                },
                signal);
    Path file = dir.resolve("parts").resolve(Journal.TRIALS);
    // As if it had been killed while it wrote.
    Files.writeString(file, Files.readString(file) + "{\"trial\":5,\"ru");

    Tuned rest = search("parts").run(_ -> {}, new StopSignal());

    assertThat(part.ending()).isEqualTo(Tuned.Ending.STOPPED);
    assertThat(part.test()).isEmpty();
    assertThat(part.trials()).hasSizeLessThan(whole.trials().size());
    assertThat(scores(rest)).isEqualTo(scores(whole));
    assertThat(rest.settings()).isEqualTo(whole.settings());
    assertThat(rest.testScore()).isEqualTo(whole.testScore()).isPresent();
  }

  private static List<Double> scores(Tuned tuned) {
    return tuned.trials().stream().map(Trial::loss).toList();
  }

  @Test
  void anotherSearchInTheFolderIsRefused() {
    new Search(
            Source.of("iris"),
            Settings.NONE,
            SPACE,
            new Plan(Method.RANDOM, 1, 1, 0),
            dir.resolve("taken"))
        .run(_ -> {}, new StopSignal());

    assertThatThrownBy(() -> search("taken").run(_ -> {}, new StopSignal()))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("has another search in it");
  }

  @Test
  void whatCannotBeSearchedIsRefused() {
    for (String text :
        List.of(
            "lr",
            "lr=",
            "seed=1,2",
            "epochs=1..3",
            "lr=3..1",
            "lr=a..b",
            "",
            "lr=-1..1 log",
            "hidden=x",
            "lr=0.1;lr=0.2",
            "nothing=1")) {
      assertThatThrownBy(() -> Space.of(text)).as(text).isInstanceOf(SettingException.class);
    }
    assertThatThrownBy(() ->
            new Search(
                Source.of("iris"),
                Settings.NONE.with("validation", "0"),
                SPACE,
                new Plan(Method.RANDOM, 1, 1, 0),
                dir))
        .hasMessageContaining("judged on validation rows");
  }
}
