package kierkegrad.serve.predict;

import java.util.List;
import java.util.SequencedMap;
import kierkegrad.tensor.Tensor;

/// The rows of a request as the network sees them.
///
/// @param inputs `[n, inputs]`
/// @param single whether it was one row by itself, and not a list of one
/// @param warnings sentences about rows, by the row's number from 1
public record Rows(Tensor inputs, boolean single, SequencedMap<Integer, List<String>> warnings) {}
