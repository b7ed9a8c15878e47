package kierkegrad.explain;

/// A place where a node is read: operand number `operand` of node `node`.
///
/// @param node the id of the reader
/// @param operand which of its operands, from 0
public record Use(int node, int operand) {}
