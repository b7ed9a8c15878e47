/// Differentiation: the recorded operations read backwards (vjp) or forwards (jvp).
@org.jspecify.annotations.NullMarked
package kierkegrad.grad;
