/// The loss over a growing learning rate, as a page or a picture.
@org.jspecify.annotations.NullMarked
package kierkegrad.report.range;
