package kierkegrad.nn;

import java.util.Optional;

/// Where a layer stands in the model, as errors say it.
final class Places {
  private Places() {}

  /// A space and the layer's name, if its weight has been told its own; else nothing.
  static String of(Optional<Parameter> weight) {
    return weight.map(w -> of(w, "weight")).orElse("");
  }

  static String of(Box box, String part) {
    int end = box.name().lastIndexOf("." + part);
    return end > 0 ? " " + box.name().substring(0, end) : "";
  }
}
