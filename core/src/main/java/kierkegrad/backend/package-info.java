/// The interface between operations and machines. Nothing above it sees an array.
@org.jspecify.annotations.NullMarked
package kierkegrad.backend;
