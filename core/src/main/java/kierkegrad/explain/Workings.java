package kierkegrad.explain;

/// Rules filled with numbers.
final class Workings {
  private Workings() {}

  static Working value(Explanation of, Node node, int entry) {
    throw new IllegalArgumentException(node.name() + " has no rule in numbers yet");
  }

  static Working gradient(Explanation of, Node node, int operand, int entry) {
    throw new IllegalArgumentException(node.name() + " has no rule in numbers yet");
  }
}
