package kierkegrad.tensor;

/// How images are made larger or smaller. PyTorch `torch.nn.functional.interpolate(mode)`.
public enum Interpolation {
  /// The element whose place times the ratio, rounded down, is nearest before.
  NEAREST("nearest", 0),
  /// The element whose middle is nearest.
  NEAREST_EXACT("nearest-exact", 0),
  /// Straight lines between neighbours of sequences `[n, c, l]`.
  LINEAR("linear", 3),
  /// Straight lines between neighbours of images `[n, c, h, w]`, in each direction.
  BILINEAR("bilinear", 4),
  /// Straight lines between neighbours of volumes `[n, c, d, h, w]`, in each direction.
  TRILINEAR("trilinear", 5),
  /// Cubic curves through four neighbours of images `[n, c, h, w]`, in each direction (Keys, 1981,
  /// with a = −3/4).
  BICUBIC("bicubic", 4),
  /// Means, as [Pooling#adaptiveAvgPool] takes them.
  AREA("area", 0);

  private final String torchName;
  private final int rank;

  Interpolation(String torchName, int rank) {
    this.torchName = torchName;
    this.rank = rank;
  }

  /// PyTorch's name.
  public String torchName() {
    return torchName;
  }

  /// Whether corners can be aligned: whether neighbours are mixed by their distance.
  boolean mixes() {
    return rank > 0;
  }

  void requireRank(Tensor x) {
    if (rank > 0 ? x.rank() != rank : x.rank() < 3 || x.rank() > 5) {
      throw new ShapeException(
          "interpolate: "
              + torchName
              + " takes tensors of "
              + (rank > 0 ? rank : "3 to 5")
              + " dimensions, got "
              + x.shape());
    }
  }
}
