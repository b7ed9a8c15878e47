package kierkegrad.report.explain;

/// How much more a page may hold of something.
final class Budget {
  private long left;

  Budget(long size) {
    this.left = size;
  }

  boolean isSpent() {
    return left <= 0;
  }

  /// An equal part of what is left.
  long share(long parts) {
    return Math.max(1, left / parts);
  }

  /// Takes as much, even if it is more than is left.
  void spend(long amount) {
    left -= amount;
  }

  /// Takes as much if there is room for it.
  boolean take(long amount) {
    boolean room = amount <= left;
    left -= room ? amount : 0;
    return room;
  }
}
