/// What the command line adds to the training report: which rows were predicted worst, and where it
/// all comes from.
@org.jspecify.annotations.NullMarked
package kierkegrad.cli.report;
