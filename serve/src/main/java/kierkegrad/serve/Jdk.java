package kierkegrad.serve;

import java.util.Map;
import kierkegrad.serve.http.Limits;

/// What the JDK's server can be told by system properties only. It reads them once, when the first
/// server of the process is made; those that the user has set stay.
final class Jdk {
  /// What a request's head may take longer than its limit, so that a slow body is refused with
  /// words before the connection is closed without.
  private static final long GRACE_SECONDS = 5;

  private Jdk() {}

  static void configure(Limits limits) {
    long seconds = limits.time().toSeconds() + GRACE_SECONDS;
    Map.of(
            // Otherwise an answer's last packet waits 40 ms for the acknowledgement of its first.
            "sun.net.httpserver.nodelay",
            "true",
            // A head that comes byte by byte.
            "sun.net.httpserver.maxReqTime",
            Long.toString(seconds),
            // A client that does not read its answer; it includes the time to compute it.
            "sun.net.httpserver.maxRspTime",
            Long.toString(2 * seconds),
            "sun.net.httpserver.maxIdleConnections",
            "1000",
            "sun.net.httpserver.maxReqHeaderSize",
            "65536",
            "jdk.httpserver.maxConnections",
            "10000")
        .forEach((name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
  }
}
