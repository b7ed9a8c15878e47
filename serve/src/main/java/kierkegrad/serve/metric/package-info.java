/// What the server counts of itself, as text for Prometheus.
@org.jspecify.annotations.NullMarked
package kierkegrad.serve.metric;
