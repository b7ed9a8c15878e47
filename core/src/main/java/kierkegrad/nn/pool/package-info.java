/// Pooling: windows that keep a maximum, a mean or a norm.
@org.jspecify.annotations.NullMarked
package kierkegrad.nn.pool;
