/// What lint and doctor have in common: how much a finding matters, and what to do about it.
@org.jspecify.annotations.NullMarked
package kierkegrad.practice.advice;
