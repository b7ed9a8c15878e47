/// How parameters start. PyTorch `torch.nn.init`.
@org.jspecify.annotations.NullMarked
package kierkegrad.nn.init;
