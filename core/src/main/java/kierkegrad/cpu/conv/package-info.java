/// Convolution and pooling on raw arrays.
///
/// A convolution is a matrix product whose second operand, the matrix of all patches of an image,
/// is never written out: its rows are found in a few shifted copies of the image.
@org.jspecify.annotations.NullMarked
package kierkegrad.cpu.conv;
