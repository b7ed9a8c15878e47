/// The rules of [kierkegrad.practice.lint.Lint], one class each.
@org.jspecify.annotations.NullMarked
package kierkegrad.practice.lint.rule;
