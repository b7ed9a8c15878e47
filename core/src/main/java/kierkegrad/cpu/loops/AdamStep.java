package kierkegrad.cpu.loops;

import kierkegrad.backend.Update;

/// The numbers of one step of Adam.
///
/// @param rule the formula
/// @param rate η
/// @param time t
/// @param scale η/(1 − β₁ᵗ)
/// @param root 1/√(1 − β₂ᵗ)
/// @param decay λ if it is coupled, else 0
/// @param shrink 1 − η·λ if it is decoupled, else 1
public record AdamStep(
    Update.Adam rule,
    double rate,
    double time,
    double scale,
    double root,
    double decay,
    double shrink) {
  /// Before the first step.
  public static final AdamStep NONE = of(new Update.Adam(0, 0, 0, 0, false, false), 0, 0);

  /// The numbers of a step at time t.
  public static AdamStep of(Update.Adam rule, double rate, double time) {
    return new AdamStep(
        rule,
        rate,
        time,
        rate / (1 - Math.pow(rule.beta1(), time)),
        1 / Math.sqrt(1 - Math.pow(rule.beta2(), time)),
        rule.decoupled() ? 0 : rule.weightDecay(),
        rule.decoupled() ? 1 - rate * rule.weightDecay() : 1);
  }

  /// Whether these are the numbers of that step.
  public boolean isFor(Update.Adam rule, double rate, double time) {
    return this.rule.equals(rule) && this.rate == rate && this.time == time;
  }
}
