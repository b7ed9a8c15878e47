/// Convolutions: learned windows that slide over lines, images and volumes.
@org.jspecify.annotations.NullMarked
package kierkegrad.nn.conv;
