/// Networks as the command line describes them: widths, an activation, a precision.
@org.jspecify.annotations.NullMarked
package kierkegrad.practice.network;
