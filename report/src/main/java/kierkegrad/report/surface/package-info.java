/// The loss on a plane of weights as a picture: contour lines, filled bands, and the way of a
/// training.
@org.jspecify.annotations.NullMarked
package kierkegrad.report.surface;
