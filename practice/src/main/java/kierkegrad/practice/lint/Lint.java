package kierkegrad.practice.lint;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kierkegrad.data.TensorDataset;
import kierkegrad.loss.Loss;
import kierkegrad.nn.Layer;
import kierkegrad.optim.Optimizer;
import kierkegrad.practice.run.Run;

/// Looks at a set-up before it is trained. Nothing is changed: no weight, no generator.
///
/// ```java
/// List<Finding> findings =
///     Lint.of(model, new CrossEntropyLoss(), optimizer, train).test(test).batch(32).findings();
/// findings.forEach(System.out::println);
/// ```
public final class Lint {
  private final Setup setup;

  private Lint(Setup setup) {
    this.setup = setup;
  }

  /// Of a run.
  public static Lint of(Run run) {
    return new Lint(Setup.of(run));
  }

  /// Of any model and data.
  ///
  /// @param train the training rows
  public static Lint of(Layer model, Loss loss, Optimizer optimizer, TensorDataset train) {
    return new Lint(Setup.of(model, loss, optimizer, train));
  }

  /// With the rows that the model will be tested with.
  public Lint test(TensorDataset test) {
    return new Lint(setup.withTest(test));
  }

  /// With the number of rows per step.
  public Lint batch(int rows) {
    return new Lint(setup.withBatch(rows));
  }

  /// With rows that are, or are not, shuffled before every epoch.
  public Lint shuffled(boolean shuffled) {
    return new Lint(setup.withShuffled(shuffled));
  }

  /// What is odd, the worst first.
  public List<Finding> findings() {
    return Rule.all().stream()
        .map(rule -> rule.check(setup))
        .flatMap(Optional::stream)
        .sorted(Comparator.comparing(Finding::severity))
        .toList();
  }
}
