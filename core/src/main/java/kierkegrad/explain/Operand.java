package kierkegrad.explain;

import java.util.Optional;
import kierkegrad.tensor.Tensor;

/// What a node was made of.
///
/// @param node the id of the operand
/// @param gradient what the node sends to it in the backward pass, of the operand's shape; empty if
///   no gradient flows there
public record Operand(int node, Optional<Tensor> gradient) {}
