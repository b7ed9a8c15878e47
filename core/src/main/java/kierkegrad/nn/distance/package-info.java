/// How far or how alike two tensors are, row by row. PyTorch's names and defaults.
@org.jspecify.annotations.NullMarked
package kierkegrad.nn.distance;
