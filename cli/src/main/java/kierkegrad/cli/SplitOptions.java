package kierkegrad.cli;

import java.util.Optional;
import kierkegrad.cli.data.Plan;
import kierkegrad.formats.table.Missing;
import picocli.CommandLine.Option;

/// The options that say what is learnt from which rows.
final class SplitOptions {
  @Option(
      names = "--target",
      paramLabel = "NAME",
      description =
          "The column to predict, by name or number (1 is the first, -1 the last; default: a column"
              + " called target, label, class, species or y, else the last).")
  Optional<String> target = Optional.empty();

  @Option(
      names = "--missing",
      paramLabel = "HOW",
      description =
          "impute: medians and most frequent values of the training rows stand in for missing ones;"
              + " error: they are refused (default: impute).")
  Missing missing = Missing.IMPUTE;

  @Option(
      names = "--normalize",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Gives every feature mean 0 and deviation 1 over the training rows (default: it does).")
  boolean normalize = true;

  @Option(
      names = "--test",
      paramLabel = "SHARE",
      description =
          "The share of rows kept for the test (default: 0.2; fashion-mnist has its own 10,000).")
  Optional<Double> test = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides the split, the first weights and the order of rows (default: 0).")
  long seed;

  Plan plan() {
    double share = test.orElse(0.2);
    if (!(share > 0 && share < 1)) {
      throw CommandException.usage("--test " + share + ": must be more than 0 and less than 1");
    }
    return new Plan(target, missing, normalize, share, seed);
  }
}
