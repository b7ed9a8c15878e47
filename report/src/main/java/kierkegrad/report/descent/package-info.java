/// Gradient descent on a function of one or two parameters, as a page that goes step by step.
@org.jspecify.annotations.NullMarked
package kierkegrad.report.descent;
