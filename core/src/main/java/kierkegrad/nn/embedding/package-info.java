/// Tables of vectors that are learnt, one for each of a number of things.
@org.jspecify.annotations.NullMarked
package kierkegrad.nn.embedding;
