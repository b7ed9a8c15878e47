/// The command line: one class per command, the options that commands share, and the one place
/// where errors become a line and an exit code.
@org.jspecify.annotations.NullMarked
package kierkegrad.cli;
