package kierkegrad.practice.importance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import kierkegrad.formats.table.Encoder;
import kierkegrad.formats.table.Feature;

/// Which inputs of a network come of which column of a table.
final class ColumnInputs {
  private ColumnInputs() {}

  /// The places of each column's inputs, in the order of the columns.
  static SequencedMap<String, List<Integer>> of(Encoder encoder) {
    return places(encoder, false);
  }

  /// The places of each column's inputs once embedded columns have become vectors.
  static SequencedMap<String, List<Integer>> vectors(Encoder encoder) {
    return places(encoder, true);
  }

  private static SequencedMap<String, List<Integer>> places(Encoder encoder, boolean vectors) {
    SequencedMap<String, List<Integer>> places = new LinkedHashMap<>();
    int at = 0;
    for (Feature feature : encoder.features()) {
      int width =
          vectors && feature instanceof Feature.Embedded embedded
              ? embedded.width()
              : feature.inputs().size();
      List<Integer> mine = places.computeIfAbsent(feature.name(), _ -> new ArrayList<>());
      for (int i = 0; i < width; i++) {
        mine.add(at + i);
      }
      at += width;
    }
    return places;
  }
}
