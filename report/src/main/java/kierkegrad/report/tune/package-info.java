/// The page of a search for settings.
@org.jspecify.annotations.NullMarked
package kierkegrad.report.tune;
