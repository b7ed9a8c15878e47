package kierkegrad.nn.recurrent;

import kierkegrad.tensor.Tensor;

/// What an LSTM remembers. For [LSTM] `[layers·directions, n, …]`, for [LSTMCell] `[n, …]`, both
/// without n for a single sequence.
///
/// @param hidden h, whose last size is that of the output
/// @param cell c, whose last size is hidden
public record LSTMState(Tensor hidden, Tensor cell) {}
