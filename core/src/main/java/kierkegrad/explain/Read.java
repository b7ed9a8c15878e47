package kierkegrad.explain;

/// An entry of a tensor that a [Working] reads.
///
/// @param source whose
/// @param operand which operand, from 0, if the source is one
/// @param entry which entry, counted row by row from 0
public record Read(Source source, int operand, int entry) {
  /// Whose entry is read.
  public enum Source {
    /// The value of one of the node's operands.
    OPERAND,
    /// The node's own value.
    VALUE,
    /// The gradient that reached the node; for a *Duplicate* that of its reader number `operand`;
    /// for an update the parameter's gradient.
    GRADIENT,
    /// A parameter before the update.
    PARAMETER,
    /// What an optimizer remembered before the update: memory number `operand`.
    MEMORY
  }
}
