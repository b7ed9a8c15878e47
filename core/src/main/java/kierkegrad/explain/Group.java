package kierkegrad.explain;

/// A layer of the model that has nodes, or whose parts have: what a large picture collapses.
///
/// @param path the layer's path, such as `blocks.0.attn`; empty for the model itself, `loss` for
///   the loss
/// @param layer the name of its class, such as `Linear`; of the model's or the loss's too
public record Group(String path, String layer) {}
