/// Layers that normalise: over the batch, a layer, groups, instances, neighbours.
@org.jspecify.annotations.NullMarked
package kierkegrad.nn.norm;
