/// The lectures' practical tricks as an experiment on one's own data: a baseline with all of them,
/// then each removed or replaced in turn.
@org.jspecify.annotations.NullMarked
package kierkegrad.practice.tricks;
