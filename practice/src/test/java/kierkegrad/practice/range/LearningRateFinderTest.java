package kierkegrad.practice.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.range.RangeTest.Ending;
import kierkegrad.practice.range.RangeTest.Point;
import kierkegrad.practice.run.Run;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.train.StopSignal;
import org.junit.jupiter.api.Test;

class LearningRateFinderTest {
  private static Run run(Settings settings) {
    return Run.of(Source.of("iris"), settings);
  }

  @Test
  void theRateGrowsByTheSameFactorAndTheLossIsSmoothed() {
    RangeTest test =
        new LearningRateFinder(1e-6, 1e-3, 31, 0.5).run(run(Settings.NONE), new StopSignal());

    List<Point> points = test.points();
    assertThat(test.ending()).isEqualTo(Ending.END);
    assertThat(points).hasSize(31);
    assertThat(points.get(10).lr()).isCloseTo(1e-5, within(1e-14));
    assertThat(points.get(30).lr()).isCloseTo(1e-3, within(1e-12));
    // By hand: (¼·l₁ + ½·l₂) / ¾.
    assertThat(points.get(0).smoothed()).isCloseTo(points.get(0).loss(), within(1e-12));
    assertThat(points.get(1).smoothed())
        .isCloseTo((points.get(0).loss() + 2 * points.get(1).loss()) / 3, within(1e-12));
  }

  @Test
  void theTestLeavesTheNetworkAsItWas() {
    Settings settings = Settings.NONE.with(Setting.EPOCHS, 5).with(Setting.DROPOUT, 0.2);
    Run tested = run(settings);
    RangeTest test = new LearningRateFinder().run(tested, new StopSignal());
    Run untested = run(settings);

    tested.fit();
    untested.fit();

    assertThat(test.points()).hasSizeGreaterThan(50);
    assertThat(tested.evaluate(tested.data().test()).loss())
        .isEqualTo(untested.evaluate(untested.data().test()).loss());
  }

  @Test
  void theSuggestedRateTrainsWell() {
    RangeTest test = new LearningRateFinder().run(run(Settings.NONE), new StopSignal());
    Run run = run(Settings.NONE.with(Setting.LR, test.suggestion()));

    run.fit();

    assertThat(test.isTelling()).isTrue();
    assertThat(run.evaluate(run.data().test()).accuracy().orElseThrow()).isGreaterThan(0.9);
  }

  /// The loss is 1 until the rate is 1e-2, falls to 0.5 at 0.1, and rises.
  @Test
  void theSuggestionIsATenthOfTheLowest() {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i <= 40; i++) {
      double power = -4 + 0.1 * i;
      double loss = power < -2 ? 1 : power < -1 ? 1 - 0.5 * (power + 2) : 0.5 + (power + 1);
      points.add(new Point(Math.pow(10, power), loss, loss));
    }
    RangeTest test = new RangeTest(points, Ending.END);

    assertThat(test.suggestion()).isEqualTo(0.01);
    assertThat(test.steepest().lr()).isBetween(0.01, 0.1);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> new LearningRateFinder().withRange(1, 0.1))
        .hasMessageContaining("both must be more than 0");
    assertThatThrownBy(() -> new LearningRateFinder().withSteps(3))
        .hasMessageContaining("use 10 or more");
    assertThat(new RangeTest(List.of(new Point(1, 2, 3)), Ending.STOPPED).toMap())
        .containsAllEntriesOf(Map.of("telling", false, "ending", "stopped"));
  }
}
