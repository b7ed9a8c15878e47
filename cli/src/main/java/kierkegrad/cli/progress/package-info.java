/// How long work shows where it is: a line on a terminal that is written over, lines in a log, JSON
/// lines for programs, or nothing. Commands make a [kierkegrad.cli.progress.Progress] by
/// `ProgressOptions`, and tell it what happens.
@org.jspecify.annotations.NullMarked
package kierkegrad.cli.progress;
