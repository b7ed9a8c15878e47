/// The page of importance: what a model's predictions rest on.
@org.jspecify.annotations.NullMarked
package kierkegrad.report.importance;
