/// A training run of the command line: its settings, its progress, its trace.
@org.jspecify.annotations.NullMarked
package kierkegrad.cli.train;
