/// Several trainings at a time.
@org.jspecify.annotations.NullMarked
package kierkegrad.practice.parallel;
