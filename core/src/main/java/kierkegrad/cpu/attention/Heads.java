package kierkegrad.cpu.attention;

/// Where the matrices of an operand lie: one `[rows, width]` per head of each example, whose rows
/// are `stride` apart and whose numbers lie next to one another.
///
/// @param starts where each head's matrix starts
/// @param stride the distance between neighbouring rows
public record Heads(int[] starts, int stride) {
  /// Where a row of a head starts.
  int row(int head, int i) {
    return starts[head] + i * stride;
  }

  /// The same heads, shifted.
  public Heads plus(int offset) {
    int[] moved = starts.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += offset;
    }
    return new Heads(moved, stride);
  }
}
