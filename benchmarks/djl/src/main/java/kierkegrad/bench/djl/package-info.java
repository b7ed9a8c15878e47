/// DJL on its PyTorch engine as a peer, in a module of its own because it brings another LibTorch.
@org.jspecify.annotations.NullMarked
package kierkegrad.bench.djl;
