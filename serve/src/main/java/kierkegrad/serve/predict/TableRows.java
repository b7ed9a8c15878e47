package kierkegrad.serve.predict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import kierkegrad.formats.DataException;
import kierkegrad.formats.table.Column;
import kierkegrad.formats.table.EditDistance;
import kierkegrad.formats.table.Encoder;
import kierkegrad.formats.table.Feature;
import kierkegrad.formats.table.Missing;
import kierkegrad.formats.table.Table;
import kierkegrad.serve.http.Refusal;
import kierkegrad.tensor.Tensor;

/// The rows of a request, encoded one by one as they come, so that what is wrong is found where it
/// stands.
final class TableRows {
  /// What a feature calls the place of a cell that it refuses; the row is known better here.
  private static final Table HERE = new Table("row", List.of(), List.of(1));

  private final Encoder encoder;
  private final List<String> columns;
  private final Map<String, String> cells = new LinkedHashMap<>();
  private final List<float[]> rows = new ArrayList<>();
  private final SequencedMap<Integer, List<String>> warnings = new TreeMap<>();

  TableRows(Encoder encoder) {
    this.encoder = encoder;
    this.columns = encoder.features().stream().map(Feature::name).distinct().toList();
  }

  /// The columns that the model needs.
  List<String> columns() {
    return columns;
  }

  boolean needs(String name) {
    return columns.contains(name);
  }

  boolean isTarget(String name) {
    return encoder.target().name().equals(name);
  }

  /// The number of the row that is being filled, from 1.
  int number() {
    return rows.size() + 1;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /// What is wrong with a name, and which one is near it.
  String unknown(String name) {
    return "the model knows no column '%s'; did you mean '%s'? Its columns are %s"
        .formatted(Words.shortened(name), EditDistance.nearest(name, columns), Words.list(columns));
  }

  /// Puts a text into the row.
  void put(String column, String raw) {
    String text = raw.strip();
    if (cells.put(column, Column.isMissing(text) ? "" : text) != null) {
      throw Refusal.cell(number(), column, "it stands there twice; leave one out");
    }
  }

  /// Ends the row.
  void next() {
    for (String column : columns) {
      if (!cells.containsKey(column)) {
        throw Refusal.cell(
            number(), column, "it is not there; add it, with null if the value is missing");
      }
    }
    float[] inputs = new float[encoder.inputs()];
    int at = 0;
    for (Feature feature : encoder.features()) {
      encode(feature, cells.getOrDefault(feature.name(), ""), inputs, at);
      at += feature.inputs().size();
    }
    rows.add(inputs);
    cells.clear();
  }

  private void encode(Feature feature, String text, float[] into, int at) {
    String name = feature.name();
    if (text.isEmpty() && encoder.missing() == Missing.ERROR) {
      throw Refusal.cell(
          number(), name, "the value is missing, and the model needs it; fill it in");
    }
    try {
      feature.encode(HERE, new Column(name, List.of(text), Column.Kind.CATEGORICAL), 0, into, at);
    } catch (DataException e) {
      throw Refusal.cell(number(), name, reason(e, name, text));
    }
    for (int i = 0; i < feature.inputs().size(); i++) {
      if (!Float.isFinite(into[at + i])) {
        throw Refusal.cell(
            number(), name, Words.shortened(text) + " is too large for the model; correct it");
      }
    }
    if (!text.isEmpty() && isNew(feature, text)) {
      warnings
          .computeIfAbsent(number(), _ -> new ArrayList<>())
          .add("%s: '%s' is new to the model".formatted(name, Words.shortened(text)));
    }
  }

  /// The message without the place, and with little of the text.
  private static String reason(DataException e, String column, String text) {
    String place = HERE.place(0, column) + ": ";
    String message = String.valueOf(e.getMessage());
    String bare = message.startsWith(place) ? message.substring(place.length()) : message;
    return bare.replace(text, Words.shortened(text))
        .replace("leave it empty", "leave it empty (in JSON: null)");
  }

  private static boolean isNew(Feature feature, String text) {
    return switch (feature) {
      case Feature.Categorical(_, _, List<String> categories) -> !categories.contains(text);
      case Feature.Embedded(_, List<String> categories, _) -> !categories.contains(text);
      default -> false;
    };
  }

  /// All rows.
  Rows encoded(boolean single) {
    int width = encoder.inputs();
    float[] all = new float[Math.multiplyExact(rows.size(), width)];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, all, i * width, width);
    }
    return new Rows(Tensor.of(all, rows.size(), width), single, warnings);
  }
}
