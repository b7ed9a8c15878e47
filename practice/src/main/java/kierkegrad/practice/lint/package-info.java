/// Checks a set-up before a step is taken: data, network, loss, optimizer and how rows are read. A
/// [kierkegrad.practice.lint.Finding] says what is odd, why that hurts and what to set instead.
/// [kierkegrad.practice.lint.Lint] looks at a run of the command line or at any model, loss,
/// optimizer and data; [kierkegrad.practice.lint.Rule#all] lists what it looks for.
@org.jspecify.annotations.NullMarked
package kierkegrad.practice.lint;
