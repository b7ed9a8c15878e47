/// Images: IDX files, the data sets kept in them, and the encoding that makes tensors of pixels.
@org.jspecify.annotations.NullMarked
package kierkegrad.formats.image;
