/// Attention, and the layers that are made of it.
@org.jspecify.annotations.NullMarked
package kierkegrad.nn.transformer;
