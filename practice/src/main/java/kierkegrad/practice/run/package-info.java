/// One training run: data, settings and a network that learns.
@org.jspecify.annotations.NullMarked
package kierkegrad.practice.run;
