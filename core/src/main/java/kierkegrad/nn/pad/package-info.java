/// Padding: places added around lines, images and volumes, or taken away.
@org.jspecify.annotations.NullMarked
package kierkegrad.nn.pad;
