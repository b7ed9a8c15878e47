package kierkegrad.practice.run;

import java.util.Optional;
import kierkegrad.data.Loader;
import kierkegrad.monitor.OriginFinder;
import kierkegrad.train.Callback;
import kierkegrad.train.FailedStep;

/// Says where the NaN came from with which a training fails, and which row of the data it was.
final class RowFinder implements Callback {
  private final OriginFinder finder = new OriginFinder();
  private final Loader batches;
  private final long[] places;

  /// @param batches what is trained on
  /// @param places the place in the data of every row of the loader, counted from 1
  RowFinder(Loader batches, long[] places) {
    this.batches = batches;
    this.places = places.clone();
  }

  @Override
  public Optional<String> onNonFinite(FailedStep step) {
    Optional<String> sentence = finder.onNonFinite(step);
    return finder
        .origin()
        .filter(origin -> origin.row().isPresent())
        .filter(_ -> step.what() != FailedStep.What.VALIDATION_LOSS)
        .flatMap(origin -> {
          int[] rows = batches.rows(step.epoch() - 1, Math.toIntExact(step.position()));
          long place = places[rows[origin.row().getAsInt()]];
          return sentence.map(
              s -> s.replaceFirst("row \\d+ of the batch", "row " + place + " of the data"));
        })
        .or(() -> sentence);
  }
}
