package kierkegrad.cpu.conv;

/// A weight as the tiles read it: blocks of rows, in a block term after term, in a term row after
/// row.
///
/// @param rows the number of rows of all, the channels of the result
/// @param tile the number of rows of a block; rows that there are not are 0
/// @param channels the number of channels of the images
/// @param taps the elements of the window
/// @param rowStep the distance of rows in the weight
/// @param channelStep the distance of channels in the weight
record PackedWeight(int rows, int tile, int channels, int[] taps, int rowStep, int channelStep) {
  int blocks() {
    return Math.ceilDiv(rows, tile);
  }

  /// The number of elements of a block.
  int block() {
    return tile * channels * taps.length;
  }

  int size() {
    return blocks() * block();
  }

  /// Writes one block.
  void pack(float[] weight, int from, int block, float[] out, int to) {
    int count = Math.min(tile, rows - block * tile);
    int n = channels * taps.length;
    for (int r = 0; r < tile; r++) {
      if (r >= count) {
        for (int k = 0; k < n; k++) {
          out[to + k * tile + r] = 0;
        }
        continue;
      }
      int row = from + (block * tile + r) * rowStep;
      int at = to + r;
      for (int c = 0; c < channels; c++) {
        for (int tap : taps) {
          out[at] = weight[row + c * channelStep + tap];
          at += tile;
        }
      }
    }
  }
}
