package kierkegrad.practice.doctor.symptom;

/// What there is to say about a symptom in general.
///
/// @param name such as `dead units`
/// @param sign what is looked at, and from which number on
/// @param cause why it happens
/// @param source where the threshold comes from
public record About(String name, String sign, String cause, String source) {}
