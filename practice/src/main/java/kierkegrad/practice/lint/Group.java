package kierkegrad.practice.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.table.Feature;

/// The inputs that one column of the data became.
///
/// @param name the column's
/// @param from the first of its inputs, counted from 0
/// @param count how many there are
/// @param numeric whether the input is a number with a scale, and no sign of a category
public record Group(String name, int from, int count, boolean numeric) {
  static List<Group> of(Preparation preparation) {
    return switch (preparation) {
      case Preparation.Tabular(var encoder) -> of(encoder.features());
      case Preparation.Images(var encoder) -> numbered("pixel", encoder.inputs());
    };
  }

  private static List<Group> of(List<Feature> features) {
    List<Group> groups = new ArrayList<>();
    int from = 0;
    for (Feature feature : features) {
      int count = feature.inputs().size();
      groups.add(new Group(feature.name(), from, count, feature instanceof Feature.Numeric));
      from += count;
    }
    return groups;
  }

  static List<Group> numbered(String name, int inputs) {
    return IntStream.range(0, inputs)
        .mapToObj(i -> new Group(name + " " + (i + 1), i, 1, true))
        .toList();
  }
}
