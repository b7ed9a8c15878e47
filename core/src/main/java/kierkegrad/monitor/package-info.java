/// What a training looks like from within: gradients, updates and activations, layer by layer and
/// over time, as plain numbers. A [Monitor] listens to a [kierkegrad.train.Trainer] and changes
/// nothing of what it does. An [OriginFinder] says where the NaN came from with which one fails.
@org.jspecify.annotations.NullMarked
package kierkegrad.monitor;
