/// Layers that drop elements or channels in training.
@org.jspecify.annotations.NullMarked
package kierkegrad.nn.dropout;
