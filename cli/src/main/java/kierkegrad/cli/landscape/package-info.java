/// What `kierkegrad surface` computes before it draws: a model's loss on a plane, a descent.
@org.jspecify.annotations.NullMarked
package kierkegrad.cli.landscape;
