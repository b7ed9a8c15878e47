package kierkegrad.nn.recurrent;

import kierkegrad.tensor.Tensor;

/// What RNN and GRU give.
///
/// @param output h of the last layer at all steps, `[t, n, directions·hidden]` or batch first
/// @param hidden h of each layer and direction at its last step, `[layers·directions, n, hidden]`
public record RecurrentResult(Tensor output, Tensor hidden) {}
