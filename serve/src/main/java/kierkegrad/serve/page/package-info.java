/// What a model takes and gives, as JSON and as a page with a form.
@org.jspecify.annotations.NullMarked
package kierkegrad.serve.page;
