/// Where gradients vanish: SoftMax and Sigmoid beside LogSoftMax and Softplus.
@org.jspecify.annotations.NullMarked
package kierkegrad.report.saturation;
