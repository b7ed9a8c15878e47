package kierkegrad.serve.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kierkegrad.formats.image.ImageEncoder;
import kierkegrad.formats.model.Preparation;
import kierkegrad.formats.model.TrainedModel;
import kierkegrad.formats.table.Encoder;
import kierkegrad.formats.table.Feature;
import kierkegrad.formats.table.Missing;
import kierkegrad.formats.table.Task;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a model takes and gives, as JSON.
///
/// ```json
/// {"task": "classification",
///  "inputs": [
///    {"name": "bill_length_mm", "kind": "numeric", "description": "a number; in training 43.81 ± 5.463, median 44.1",
///     "required": false, "median": 44.1, "mean": 43.80989010989011, "deviation": 5.462715212884676},
///    {"name": "sex", "kind": "categorical", "description": "one of 2 texts, most often male",
///     "required": false, "mode": "male", "categories": ["female", "male"]}],
///  "target": "species", "classes": ["Adelie", "Chinstrap", "Gentoo"],
///  "parameters": 227}
/// ```
///
/// A value that is not `required` may be `null`; the median or mode then stands in.
public final class Schema {
  private Schema() {}

  /// The schema of a model.
  public static ObjectNode of(TrainedModel model) {
    ObjectNode schema = JsonMapper.shared().createObjectNode();
    schema.put("task", model.task() == Task.CLASSIFICATION ? "classification" : "regression");
    ArrayNode inputs = schema.putArray("inputs");
    switch (model.preparation()) {
      case Preparation.Tabular(var encoder) -> {
        Set<String> described = new HashSet<>();
        for (Feature feature : encoder.features()) {
          // A column's values come before the input that says whether they are missing.
          if (described.add(feature.name())) {
            describe(inputs.addObject(), feature, encoder);
          }
        }
        schema.put("target", encoder.target().name());
      }
      case Preparation.Images(var encoder) -> {
        describe(inputs.addObject(), encoder);
        schema.put("target", "label");
      }
    }
    if (model.task() == Task.CLASSIFICATION) {
      ArrayNode classes = schema.putArray("classes");
      model.classes().forEach(classes::add);
    }
    schema.put("parameters", model.network().parameterCount());
    return schema;
  }

  private static void describe(ObjectNode node, Feature feature, Encoder encoder) {
    node.put("name", feature.name());
    node.put("kind", kind(feature));
    node.put("required", encoder.missing() == Missing.ERROR);
    switch (feature) {
      case Feature.Numeric(_, double median, double mean, double scale) -> {
        boolean normalised = mean != 0 || scale != 1;
        node.put(
            "description",
            normalised
                ? "a number; in training %s ± %s, median %s"
                    .formatted(rounded(mean), rounded(scale), rounded(median))
                : "a number; in training its median was " + rounded(median));
        node.put("median", median);
        if (normalised) {
          node.put("mean", mean);
          node.put("deviation", scale);
        }
      }
      case Feature.Categorical(_, String mode, var categories) -> {
        node.put(
            "description", "one of %d texts, most often %s".formatted(categories.size(), mode));
        node.put("mode", mode);
        list(node, categories);
      }
      case Feature.Embedded(_, var categories, _) -> {
        node.put("description", "one of %d texts, or another one".formatted(categories.size()));
        list(node, categories);
      }
      case Feature.Flag(_, boolean mode) -> {
        node.put("description", "yes or no, most often " + (mode ? "yes" : "no"));
        node.put("mode", mode ? "yes" : "no");
        list(node, List.of("no", "yes"));
      }
      case Feature.Date(_, double median, _, _) -> {
        String day = LocalDate.ofEpochDay((long) Math.floor(median)).toString();
        node.put("description", "a day such as " + day);
        node.put("median", day);
      }
      case Feature.Absence _ -> node.put("description", "whether the value is missing");
    }
  }

  /// A number with four digits, for a reader.
  private static String rounded(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  private static String kind(Feature feature) {
    return switch (feature) {
      case Feature.Numeric _ -> "numeric";
      case Feature.Categorical _, Feature.Embedded _ -> "categorical";
      case Feature.Flag _ -> "flag";
      case Feature.Date _ -> "date";
      case Feature.Absence _ -> "absence";
    };
  }

  private static void list(ObjectNode node, List<String> categories) {
    ArrayNode list = node.putArray("categories");
    categories.forEach(list::add);
  }

  private static void describe(ObjectNode node, ImageEncoder encoder) {
    node.put("name", "pixels");
    node.put("kind", "image");
    node.put("required", true);
    node.put(
        "description",
        "grey levels from 0 to 255, %d rows of %d".formatted(encoder.rows(), encoder.columns()));
    node.put("rows", encoder.rows());
    node.put("columns", encoder.columns());
  }
}
