/// Pictures of activation functions.
@org.jspecify.annotations.NullMarked
package kierkegrad.cli.plot;
