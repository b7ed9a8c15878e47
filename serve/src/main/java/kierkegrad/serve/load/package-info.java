/// A load for a running server, to be measured.
@org.jspecify.annotations.NullMarked
package kierkegrad.serve.load;
