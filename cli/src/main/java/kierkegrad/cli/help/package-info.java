/// What the command line tells about itself: the list of commands, the manual, completion.
@org.jspecify.annotations.NullMarked
package kierkegrad.cli.help;
