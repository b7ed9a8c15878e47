/// What all formats share: the exception for data that cannot be used.
@org.jspecify.annotations.NullMarked
package kierkegrad.formats;
