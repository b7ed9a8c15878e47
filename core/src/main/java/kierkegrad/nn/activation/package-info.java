/// Element-wise functions and softmaxes as layers, under PyTorch's names.
@org.jspecify.annotations.NullMarked
package kierkegrad.nn.activation;
