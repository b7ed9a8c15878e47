/// Tensors, their shapes and their element types.
package kierkegrad.tensor;
