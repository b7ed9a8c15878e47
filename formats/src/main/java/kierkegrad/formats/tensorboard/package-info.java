/// Event files, which TensorBoard draws.
@org.jspecify.annotations.NullMarked
package kierkegrad.formats.tensorboard;
