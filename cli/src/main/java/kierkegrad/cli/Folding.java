package kierkegrad.cli;

import java.io.PrintWriter;
import java.util.Optional;
import kierkegrad.practice.data.Source;
import kierkegrad.practice.folds.CrossValidation;
import kierkegrad.practice.score.Scores;
import kierkegrad.practice.settings.Setting;
import kierkegrad.practice.settings.Settings;
import kierkegrad.train.StopSignal;

/// Cross-validation as `train --folds` shows it: a line per fold as it ends, and their mean.
final class Folding {
  private Folding() {}

  /// The cross-validation that the settings ask for, if they do.
  static Optional<CrossValidation> of(
      Source source, Settings wanted, PrintWriter out, StopSignal signal) {
    if (wanted.get(Setting.FOLDS) == 0) {
      return Optional.empty();
    }
    CrossValidation folds = CrossValidation.of(source, wanted, fold -> show(out, fold), signal);
    out.printf("%-9s %s%n%n", "mean", mean(folds));
    return Optional.of(folds);
  }

  private static void show(PrintWriter out, CrossValidation.Fold fold) {
    String scores = fold.scores().toString().lines().findFirst().orElseThrow();
    out.printf("%-9s %s%n", "fold " + fold.number(), scores);
    out.flush();
  }

  private static String mean(CrossValidation folds) {
    return switch (folds.outOfFold()) {
      case Scores.OfClasses _ -> "accuracy %s, loss %s".formatted(folds.accuracy(), folds.loss());
      case Scores.OfNumbers _ ->
          "rmse %s, R2 %s, loss %s".formatted(folds.rmse(), folds.accuracy(), folds.loss());
    };
  }
}
