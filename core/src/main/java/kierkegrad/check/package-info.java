/// Checks of arguments. Not exported.
@org.jspecify.annotations.NullMarked
package kierkegrad.check;
