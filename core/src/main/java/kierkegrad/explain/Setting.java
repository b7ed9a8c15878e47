package kierkegrad.explain;

/// A number that an optimizer was given.
///
/// @param symbol as the rule writes it, such as `η`
/// @param name such as `learning rate`
/// @param value the number in this step
public record Setting(String symbol, String name, double value) {}
