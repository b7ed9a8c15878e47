package kierkegrad.tensor;

import java.util.Arrays;

/// Channels and pixels in each other's places.
final class Shuffles {
  private Shuffles() {}

  static Tensor toPixels(Tensor x, int r) {
    require("pixel_shuffle", x, r >= 1 && x.rank() >= 3 && x.size(-3) % (r * r) == 0, "c·" + r * r);
    int[] lead = Arrays.copyOf(x.shape().toArray(), x.rank() - 3);
    int c = x.size(-3) / (r * r);
    int h = x.size(-2);
    int w = x.size(-1);
    int n = Arrays.stream(lead).reduce(1, (a, b) -> a * b);
    Tensor apart = x.reshape(n, c, r, r, h, w).permute(0, 1, 4, 2, 5, 3);
    return apart.reshape(join(lead, c, h * r, w * r));
  }

  static Tensor toChannels(Tensor x, int r) {
    boolean fits = r >= 1 && x.rank() >= 3 && x.size(-2) % r == 0 && x.size(-1) % r == 0;
    require("pixel_unshuffle", x, fits, "c, h·" + r + ", w·" + r);
    int[] lead = Arrays.copyOf(x.shape().toArray(), x.rank() - 3);
    int c = x.size(-3);
    int h = x.size(-2) / r;
    int w = x.size(-1) / r;
    int n = Arrays.stream(lead).reduce(1, (a, b) -> a * b);
    Tensor apart = x.reshape(n, c, h, r, w, r).permute(0, 1, 3, 5, 2, 4);
    return apart.reshape(join(lead, c * r * r, h, w));
  }

  static Tensor channels(Tensor x, int groups) {
    boolean fits = groups >= 1 && x.rank() >= 3 && x.size(1) % groups == 0;
    require("channel_shuffle", x, fits, "c·" + groups);
    int[] rest = Arrays.copyOfRange(x.shape().toArray(), 2, x.rank());
    int inner = Arrays.stream(rest).reduce(1, (a, b) -> a * b);
    Tensor table = x.reshape(x.size(0), groups, x.size(1) / groups, inner);
    return table.transpose(1, 2).reshape(x.shape());
  }

  private static int[] join(int[] lead, int... rest) {
    int[] all = Arrays.copyOf(lead, lead.length + rest.length);
    System.arraycopy(rest, 0, all, lead.length, rest.length);
    return all;
  }

  private static void require(String op, Tensor x, boolean fits, String wanted) {
    if (!fits) {
      throw new ShapeException(
          op + ": expects at least 3 dimensions, with " + wanted + ", got " + x.shape());
    }
  }
}
