package kierkegrad.serve.load;

import java.util.List;
import java.util.stream.Collectors;

/// What came of a load.
///
/// @param seconds how long it was
/// @param nanos how long each good request took, in ascending order
/// @param rows how many rows were predicted
/// @param refused how many wrong requests were refused as they have to be
/// @param faults what went wrong, a sentence each
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record LoadResult(double seconds, long[] nanos, int rows, int refused, List<String> faults) {
  private static final int SHOWN = 10;

  /// The time in milliseconds that this share of the requests did not exceed.
  public double quantile(double share) {
    return nanos.length == 0
        ? Double.NaN
        : nanos[(int) Math.min(nanos.length - 1, Math.floor(share * nanos.length))] / 1e6;
  }

  @Override
  public String toString() {
    return """
    requests  %,d in %.1f s: %,.0f per second, %,.0f rows per second
    latency   p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, longest %.1f ms
    refused   %,d wrong requests
    faults    %,d
    """
            .formatted(
                nanos.length,
                seconds,
                nanos.length / seconds,
                rows / seconds,
                quantile(0.5),
                quantile(0.9),
                quantile(0.99),
                quantile(1),
                refused,
                faults.size())
        + faults.stream().limit(SHOWN).map(f -> "  " + f + "\n").collect(Collectors.joining());
  }
}
