/// How parameters start: functions that give a tensor for a shape. PyTorch `torch.nn.init`.
@org.jspecify.annotations.NullMarked
package kierkegrad.nn.init;
