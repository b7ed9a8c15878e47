/// What a trained model's predictions rest on: which columns of a table, which pixels of an image.
@org.jspecify.annotations.NullMarked
package kierkegrad.practice.importance;
