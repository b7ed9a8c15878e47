/// Layers as records: the components are the parameters and sub-layers, and their names are the
/// state names.
@org.jspecify.annotations.NullMarked
package kierkegrad.nn;
