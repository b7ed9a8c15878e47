/// Tensors, operations, automatic differentiation and training.
@org.jspecify.annotations.NullMarked
module kierkegrad {
  requires static org.jspecify;

  exports kierkegrad.tensor;
}
