/// Numbers that say how good predictions are.
@org.jspecify.annotations.NullMarked
package kierkegrad.metric;
