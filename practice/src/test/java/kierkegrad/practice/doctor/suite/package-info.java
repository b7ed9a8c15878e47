/// Runs with planted faults and healthy runs, by which the doctor is measured.
@org.jspecify.annotations.NullMarked
package kierkegrad.practice.doctor.suite;
