/// Compares Kierkegrad with PyTorch, case by case, and writes down the result: one table of rows,
/// an oracle around LibTorch, and the page `docs/parity.md`.
@org.jspecify.annotations.NullMarked
package kierkegrad.conformance;
