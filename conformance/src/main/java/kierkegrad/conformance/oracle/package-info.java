/// LibTorch in this process: it runs TorchScript text, and differentiates what that computes.
@org.jspecify.annotations.NullMarked
package kierkegrad.conformance.oracle;
