/// Layers that read a sequence step by step and remember: RNN, LSTM and GRU, and their cells.
@org.jspecify.annotations.NullMarked
package kierkegrad.nn.recurrent;
