package kierkegrad.explain;

import java.util.Optional;
import kierkegrad.tensor.Tensor;

/// What an optimizer remembers about a parameter.
///
/// @param symbol as the rule writes it, such as `m`
/// @param name PyTorch's, such as `exp_avg`
/// @param before before the step; empty in the first one
/// @param after after it
public record Memory(String symbol, String name, Optional<Tensor> before, Tensor after) {}
