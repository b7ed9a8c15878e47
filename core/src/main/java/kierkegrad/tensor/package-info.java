/// Tensors: immutable, strided views over a storage, and the operations that make new ones.
///
/// [kierkegrad.tensor.Tensor] holds a value; its operations stand by family in the sealed
/// interfaces it implements ([kierkegrad.tensor.Pointwise], [kierkegrad.tensor.Reductions],
/// [kierkegrad.tensor.Movement], [kierkegrad.tensor.Indexing], [kierkegrad.tensor.Products]).
@org.jspecify.annotations.NullMarked
package kierkegrad.tensor;
