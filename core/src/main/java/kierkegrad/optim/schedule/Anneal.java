package kierkegrad.optim.schedule;

/// How a value goes from one number to another.
public enum Anneal {
  /// Along half a cosine.
  COS,
  /// In a straight line.
  LINEAR;

  /// The value after a share of the way.
  double between(double from, double to, double share) {
    return switch (this) {
      case COS -> to + (from - to) / 2 * (1 + Math.cos(Math.PI * share));
      case LINEAR -> (to - from) * share + from;
    };
  }
}
