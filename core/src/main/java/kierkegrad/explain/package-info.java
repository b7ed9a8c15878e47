/// Backpropagation made visible: every node of one training step (or of any function) with its
/// value, its gradient, the rule in symbols and in numbers, its Jacobian, and the update that
/// follows. Data and text only; pictures are made elsewhere.
///
/// [Explain] runs and records; an [Explanation] is what it found: [Node]s in the order in which
/// they were computed, [ParameterUpdate]s, and [Working]s, which fill a rule with the numbers of
/// one entry.
///
/// [NonFinite] looks for one thing only: the [Origin] of the first NaN or infinity.
///
/// How it knows: a [kierkegrad.tensor.Watch] tells of every operation of the forward pass, those
/// without a gradient too, and a [kierkegrad.grad.Gradients.Observer] of every gradient that the
/// backward pass sends. No layer takes part in this. To which layer an operation belongs is read
/// from the parameters among its operands and from the `forward` methods that are running; two
/// equal layers without parameters are told apart by their order.
@org.jspecify.annotations.NullMarked
package kierkegrad.explain;
