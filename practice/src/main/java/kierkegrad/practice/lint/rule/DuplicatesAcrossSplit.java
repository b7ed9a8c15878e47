package kierkegrad.practice.lint.rule;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;
import kierkegrad.practice.lint.Finding;
import kierkegrad.practice.lint.Rule;
import kierkegrad.practice.lint.Setup;

/// A test row should be new.
final class DuplicatesAcrossSplit implements Rule {
  @Override
  public String name() {
    return "duplicates-across-split";
  }

  @Override
  public String when() {
    return "at least 5 % of the test rows, and three of them, stand in the training part "
        + "too, features and target alike; a hint only if no numeric column has more than "
        + "20 values, since rows then coincide by chance";
  }

  @Override
  public String why() {
    return "A row that was learnt from tests the memory of the network, not what it makes "
        + "of new rows.";
  }

  @Override
  public Optional<Finding> check(Setup setup) {
    if (setup.test().isEmpty()) {
      return Optional.empty();
    }
    Set<Long> known = new HashSet<>();
    RowHashes.of(setup.train(), true, (_, hash) -> known.add(hash));
    long[] again = new long[1];
    RowHashes.of(setup.test().get(), true, (_, hash) -> again[0] += known.contains(hash) ? 1 : 0);
    int rows = setup.test().get().size();
    double share = (double) again[0] / rows;
    if (again[0] < 3 || share < 0.05) {
      return Optional.empty();
    }
    return finds(
        RowHashes.mayCoincide(setup.sample()) ? Severity.HINT : Severity.WARNING,
        "%,d of %,d test rows (%.0f %%) stand in the training part too"
            .formatted(again[0], rows, 100 * share),
        Fix.words("delete duplicate rows from the data before it is split"));
  }
}
