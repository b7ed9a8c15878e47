package kierkegrad.practice.doctor;

import java.util.List;
import kierkegrad.practice.advice.Fix;
import kierkegrad.practice.advice.Severity;

/// Something that is wrong with a training.
///
/// @param symptom the name of the symptom, such as `dead units`
/// @param severity how much it matters
/// @param what one line that says what is wrong
/// @param evidence the numbers that show it
/// @param cause why it happens
/// @param fix what helps
public record Finding(
    String symptom, Severity severity, String what, List<String> evidence, String cause, Fix fix) {
  /// Keeps an immutable copy.
  public Finding {
    evidence = List.copyOf(evidence);
  }

  /// Whether the result suffers from it.
  public boolean matters() {
    return severity != Severity.HINT;
  }

  /// In one line, such as `dead units: … (--activation leaky_relu)`.
  public String line() {
    String flags = fix.options();
    return symptom + ": " + what + "; " + (flags.isEmpty() ? fix.words() : "try " + flags);
  }

  /// In a few lines: what, evidence, cause, fix.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("%-8s %s: %s%n".formatted(severity, symptom, what));
    evidence.forEach(line -> text.append("         %s%n".formatted(line)));
    text.append("         cause  %s%n".formatted(cause));
    String flags = fix.options();
    return text.append("         fix    ")
        .append(flags.isEmpty() ? "" : flags + ": ")
        .append(fix.words())
        .toString();
  }
}
