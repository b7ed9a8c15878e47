package kierkegrad.report.surface;

/// Viridis by Smith and van der Walt (2015), by a few of its colours: from dark violet to yellow,
/// evenly for the eye, also for colour-blind readers and in grey.
final class Viridis {
  private static final int[] COLOURS = {
    0x440154, 0x482475, 0x414487, 0x355f8d, 0x2a788e, 0x21918c, 0x22a884, 0x44bf70, 0x7ad151,
    0xbddf26, 0xfde725
  };

  private Viridis() {}

  /// @param share from 0 to 1
  static String at(double share) {
    double place = Math.clamp(share, 0, 1) * (COLOURS.length - 1);
    int low = Math.min((int) place, COLOURS.length - 2);
    double rest = place - low;
    int colour = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = COLOURS[low] >> shift & 255;
      int b = COLOURS[low + 1] >> shift & 255;
      colour = colour << 8 | (int) Math.round(a + rest * (b - a));
    }
    return "#%06x".formatted(colour);
  }
}
