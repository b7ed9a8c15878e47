package kierkegrad.tensor;

/// What stands around a tensor that is padded. PyTorch `torch.nn.functional.pad(mode)`.
public enum PadMode {
  /// One number, 0 unless given: `0 0 | a b c | 0 0`. PyTorch's convolutions call it `zeros`.
  CONSTANT("zeros"),
  /// What a mirror on the outermost element shows: `c b | a b c | b a`.
  REFLECT("reflect"),
  /// The outermost element: `a a | a b c | c c`.
  REPLICATE("replicate"),
  /// The other end: `b c | a b c | a b`.
  CIRCULAR("circular");

  private final String torchName;

  PadMode(String torchName) {
    this.torchName = torchName;
  }

  /// PyTorch's name, as a convolution's `padding_mode`.
  public String torchName() {
    return torchName;
  }
}
