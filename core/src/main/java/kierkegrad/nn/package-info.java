/// Layers as records: the components are the parameters and sub-layers, and their names are the
/// state names.
///
/// A [Layer] maps one tensor to one. The lectures' [Duplicate], [Add] and [Max] have several
/// results or operands and no parameters; they are called in a layer's `forward`, which is plain
/// Java, so that any acyclic graph can be written.
@org.jspecify.annotations.NullMarked
package kierkegrad.nn;
