/// From a request's text to a network's inputs, through the network together with others, and back
/// to text.
@org.jspecify.annotations.NullMarked
package kierkegrad.serve.predict;
