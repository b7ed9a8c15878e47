package kierkegrad.explain;

/// How an operation's rule is filled with numbers.
interface NumberRule {
  /// One entry of the result.
  Working value(Numbers n, int entry);

  /// One entry of what is sent to an operand.
  Working gradient(Numbers n, int operand, int entry);
}
