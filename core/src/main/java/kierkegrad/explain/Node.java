package kierkegrad.explain;

import java.util.List;
import java.util.Optional;
import kierkegrad.op.Formula;
import kierkegrad.op.Op;
import kierkegrad.tensor.Shape;
import kierkegrad.tensor.Tensor;

/// One value of the forward pass, how it came about, and the gradient that reached it.
///
/// @param id its place in [Explanation#nodes], in which operands come before what is made of them
/// @param name its own: `input`, `fc2.weight`, `fc2` for the operation of a layer that has only
///   one, `attention.self_attention` or `add_2` for others
/// @param scope the path of the layer to which it belongs; empty for the model itself, `loss` for
///   the loss
/// @param kind what it is
/// @param op the operation, if it is the result of one
/// @param opName the operation's name; otherwise that of the kind, in lower case
/// @param attributes the operation's attributes, such as `dim=1`; may be empty
/// @param formula the rule in symbols; empty for a leaf
/// @param operands what it was made of, in the operation's order
/// @param uses who reads it, in the order in which they did. A node with a gradient has one reader
///   that sends a gradient at most; several read it through a [Kind#DUPLICATE]
/// @param value the number or numbers, as they were in this step
/// @param gradient dC/d node, the sum of what its readers sent; empty if no gradient reaches it
public record Node(
    int id,
    String name,
    String scope,
    Kind kind,
    Optional<Op> op,
    String opName,
    String attributes,
    Optional<Formula> formula,
    List<Operand> operands,
    List<Use> uses,
    Tensor value,
    Optional<Tensor> gradient) {
  /// Keeps unmodifiable copies of the lists.
  public Node {
    operands = List.copyOf(operands);
    uses = List.copyOf(uses);
  }

  /// The shape of value and gradient.
  public Shape shape() {
    return value.shape();
  }
}
