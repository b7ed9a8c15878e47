/// DL4J as a peer, in a module of its own because it needs another JavaCPP than LibTorch.
@org.jspecify.annotations.NullMarked
package kierkegrad.bench.dl4j;
