/// Pictures of our own as SVG: numbers, axes, and what makes a file of its own of a picture that
/// else takes its colours from a page.
@org.jspecify.annotations.NullMarked
package kierkegrad.report.svg;
