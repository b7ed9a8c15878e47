/// Graphs as data: a program traced on shape-only tensors, its gradient graph, and both as text or
/// DOT.
@org.jspecify.annotations.NullMarked
package kierkegrad.graph;
