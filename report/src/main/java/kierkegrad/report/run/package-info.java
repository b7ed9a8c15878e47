/// The report of a training run: what was learnt from, how it went, and which rows were predicted
/// worst.
@org.jspecify.annotations.NullMarked
package kierkegrad.report.run;
