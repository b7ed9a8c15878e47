/// HTTP without predictions: requests with limits of size and time, answers, refusals, routes.
@org.jspecify.annotations.NullMarked
package kierkegrad.serve.http;
