/// The page of an experiment with the practical tricks.
@org.jspecify.annotations.NullMarked
package kierkegrad.report.tricks;
