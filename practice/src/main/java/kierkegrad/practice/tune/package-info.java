/// Good settings for some data: random search and successive halving, judged on a validation part.
@org.jspecify.annotations.NullMarked
package kierkegrad.practice.tune;
