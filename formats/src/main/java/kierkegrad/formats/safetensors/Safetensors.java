package kierkegrad.formats.safetensors;

import java.util.Map;
import java.util.SequencedMap;
import kierkegrad.tensor.Tensor;

/// The content of a safetensors file.
///
/// @param tensors the tensors under their names, in file order
/// @param metadata free text under free names
public record Safetensors(SequencedMap<String, Tensor> tensors, Map<String, String> metadata) {}
